package io.taskledger.web.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/** Writes problem documents (RFC 9457) where no controller is involved: filters and Tomcat. */
public final class Problems {
  private static final JsonMapper JSON = new JsonMapper();

  private Problems() {}

  /** The document of a refusal. */
  public static Map<String, Object> document(ProblemException refusal) {
    ProblemDetail body = refusal.getBody();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("type", body.getType());
    document.put("title", body.getTitle());
    document.put("status", body.getStatus());
    document.put("detail", body.getDetail());
    Map<String, Object> more = body.getProperties();
    if (more != null) {
      document.putAll(more);
    }
    return document;
  }

  /** The document as JSON text. */
  public static String json(ProblemException refusal) {
    return JSON.writeValueAsString(document(refusal));
  }

  /** Answers with the document of a refusal. */
  public static void write(HttpServletResponse response, ProblemException refusal)
      throws IOException {
    if (response.isCommitted()) {
      // Too late, or Tomcat has answered by itself: the request was broken.
      return;
    }
    byte[] document = json(refusal).getBytes(StandardCharsets.UTF_8);
    response.resetBuffer();
    response.setStatus(refusal.code().status());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    refusal.getHeaders().forEach((name, values) -> response.setHeader(name, values.getFirst()));
    response.setContentLength(document.length);
    response.getOutputStream().write(document);
  }
}
