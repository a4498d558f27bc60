package io.taskledger.web.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Writes problem documents (RFC 9457, {@code application/problem+json}). */
public final class Problems {
  /** How long a client waits before it asks a service again that is away. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final JsonMapper JSON = new JsonMapper();

  private Problems() {}

  /** The document of a refusal. */
  public static Map<String, Object> document(ProblemException refusal) {
    ErrorCode code = refusal.code();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("type", "urn:taskledger:problem:" + code.code());
    document.put("title", code.title());
    document.put("status", code.status());
    document.put("detail", refusal.detail());
    document.put("code", code.code());
    if (!refusal.errors().isEmpty()) {
      document.put("errors", refusal.errors());
    }
    document.putAll(refusal.properties());
    return document;
  }

  /** The document as JSON text. */
  public static String json(ProblemException refusal) {
    return JSON.writeValueAsString(document(refusal));
  }

  /** Answers with the document of a refusal. */
  public static void write(HttpServletResponse response, ProblemException refusal)
      throws IOException {
    int status = refusal.code().status();
    response.resetBuffer();
    response.setStatus(status);
    response.setContentType("application/problem+json");
    if (status == HttpServletResponse.SC_UNAUTHORIZED) {
      response.setHeader("WWW-Authenticate", "Bearer");
    }
    Optional<Duration> pause = refusal.retryAfter();
    if (pause.isPresent() || status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
      // Whole seconds, rounded up: who comes at that moment is not refused again.
      long seconds = pause.orElse(PAUSE).plusNanos(999_999_999).toSeconds();
      response.setHeader("Retry-After", Long.toString(seconds));
    }
    if (refusal.properties().get("version") instanceof Long version) {
      response.setHeader("ETag", "\"" + version + "\"");
    }
    if (refusal.properties().get("allowed") instanceof String methods) {
      response.setHeader("Allow", methods);
    }
    response.getOutputStream().write(json(refusal).getBytes(StandardCharsets.UTF_8));
  }
}
