package io.taskledger.gateway.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.util.DigestUtils;

/** A file in memory, packed once. */
public final class StaticFile {
  /** To be asked for each time, and answered with 304 as long as it is the same. */
  public static final String NO_CACHE = "no-cache";

  private final String type;
  private final byte[] plain;
  private final byte @Nullable [] packed;
  private final String tag;

  /**
   * A file.
   *
   * @param name tells its type
   */
  public StaticFile(String name, byte[] plain) throws IOException {
    this.type = type(name);
    this.plain = plain;
    var buffer = new ByteArrayOutputStream();
    try (var packing = new GZIPOutputStream(buffer)) {
      packing.write(plain);
    }
    this.packed = buffer.size() < plain.length ? buffer.toByteArray() : null;
    this.tag = '"' + DigestUtils.md5DigestAsHex(plain) + '"';
  }

  private static String type(String name) {
    if (name.endsWith(".webmanifest")) {
      return "application/manifest+json";
    }
    MediaType type = MediaTypeFactory.getMediaType(name).orElse(MediaType.APPLICATION_OCTET_STREAM);
    return type.getType().equals("text") ? type + ";charset=utf-8" : type.toString();
  }

  /** Answers a {@code GET} or {@code HEAD}. */
  public void send(HttpServletRequest request, HttpServletResponse response, String cacheControl)
      throws IOException {
    response.setHeader(HttpHeaders.ETAG, tag);
    response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    response.setHeader(HttpHeaders.CACHE_CONTROL, cacheControl);
    if (tag.equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setContentType(type);
    String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
    byte[] body = plain;
    if (packed != null && accepted != null && accepted.contains("gzip")) {
      response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
      body = packed;
    }
    response.setContentLength(body.length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(body);
    }
  }
}
