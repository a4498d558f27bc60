package io.taskledger.gateway.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;

/**
 * The files of the page, out of the web module's jar: under a megabyte, so they are held in memory,
 * packed once. Files whose names carry a hash of their content are kept by browsers for ever.
 */
@Component
class PageFiles {
  private static final String ROOT = "/page/";
  private static final String INDEX = "index.html";
  private static final String HASHED = "assets/";

  private final Map<String, File> files = new HashMap<>();

  private record File(MediaType type, byte[] plain, byte @Nullable [] packed, String tag) {}

  PageFiles() {
    try {
      for (Resource found :
          new PathMatchingResourcePatternResolver().getResources("classpath*:page/**/*.*")) {
        String address = found.getURL().toString();
        String name = address.substring(address.lastIndexOf(ROOT) + ROOT.length());
        files.put(name, read(name, found.getContentAsByteArray()));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static File read(String name, byte[] plain) throws IOException {
    MediaType type =
        name.endsWith(".webmanifest")
            ? MediaType.parseMediaType("application/manifest+json")
            : MediaTypeFactory.getMediaType(name).orElse(MediaType.APPLICATION_OCTET_STREAM);
    var buffer = new ByteArrayOutputStream();
    try (var packing = new GZIPOutputStream(buffer)) {
      packing.write(plain);
    }
    byte[] packed = buffer.size() < plain.length ? buffer.toByteArray() : null;
    return new File(type, plain, packed, '"' + DigestUtils.md5DigestAsHex(plain) + '"');
  }

  /**
   * Sends a file, or the page itself for every path that only the page's own router knows.
   *
   * @return false if there is no such file
   */
  boolean send(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String path = request.getRequestURI().substring(1);
    boolean route = !path.substring(path.lastIndexOf('/') + 1).contains(".");
    File file = files.get(route ? INDEX : path);
    if (file == null) {
      return false;
    }
    response.setHeader(HttpHeaders.ETAG, file.tag());
    response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    response.setHeader(
        HttpHeaders.CACHE_CONTROL,
        path.startsWith(HASHED) ? "public, max-age=31536000, immutable" : "no-cache");
    if (file.tag().equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return true;
    }
    response.setContentType(
        file.type().getType().equals("text") ? file.type() + ";charset=utf-8" : "" + file.type());
    String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
    byte[] body = file.plain();
    if (file.packed() != null && accepted != null && accepted.contains("gzip")) {
      response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
      body = file.packed();
    }
    response.setContentLength(body.length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(body);
    }
    return true;
  }
}
