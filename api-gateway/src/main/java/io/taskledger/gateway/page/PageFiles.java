package io.taskledger.gateway.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The files of the page, out of the web module's jar: under a megabyte, so they are held in memory.
 * Files whose names carry a hash of their content are kept by browsers for ever.
 */
@Component
class PageFiles {
  private static final String ROOT = "/page/";
  private static final String INDEX = "index.html";
  private static final String HASHED = "assets/";

  private final Map<String, StaticFile> files = new HashMap<>();

  PageFiles() {
    try {
      for (Resource found :
          new PathMatchingResourcePatternResolver().getResources("classpath*:page/**/*.*")) {
        String address = found.getURL().toString();
        String name = address.substring(address.lastIndexOf(ROOT) + ROOT.length());
        files.put(name, new StaticFile(name, found.getContentAsByteArray()));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Sends a file, or the page itself for every path that only the page's own router knows.
   *
   * @return false if there is no such file
   */
  boolean send(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String path = request.getRequestURI().substring(1);
    boolean route = !path.substring(path.lastIndexOf('/') + 1).contains(".");
    StaticFile file = files.get(route ? INDEX : path);
    if (file == null) {
      return false;
    }
    file.send(
        request,
        response,
        path.startsWith(HASHED) ? "public, max-age=31536000, immutable" : StaticFile.NO_CACHE);
    return true;
  }
}
