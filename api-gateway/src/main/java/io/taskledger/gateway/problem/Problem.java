package io.taskledger.gateway.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * An RFC 9457 problem document.
 *
 * @param code stable, for programs; it ends the {@code type} too
 * @param detail for people: what happened and what to do next
 */
public record Problem(int status, String code, String title, String detail) {

  /** Writes the document as the whole answer; headers that were set before stay. */
  public void writeTo(HttpServletResponse response) throws IOException {
    byte[] body = json().getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType("application/problem+json");
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private String json() {
    return """
    {"type":"urn:taskledger:problem:%s","title":"%s","status":%d,"detail":"%s","code":"%s"}\
    """
        .formatted(code, title, status, detail, code);
  }

  public Problem {
    // All texts are this package's own, which is what makes writing them without escaping safe.
    if (detail.indexOf('"') >= 0 || detail.indexOf('\\') >= 0) {
      throw new IllegalArgumentException("a detail needs no quotes: " + detail);
    }
  }
}
