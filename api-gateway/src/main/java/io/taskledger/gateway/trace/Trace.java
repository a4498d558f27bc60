package io.taskledger.gateway.trace;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Ties one request to its log lines in every service.
 *
 * @param parent a W3C {@code traceparent}: the client's if it is valid, a new one otherwise
 * @param state the client's {@code tracestate}, which only means something beside its traceparent
 * @param correlationId the client's own name for what it is doing, or one made up for it
 */
public record Trace(String parent, @Nullable String state, String correlationId) {

  public static final String PARENT = "traceparent";
  public static final String STATE = "tracestate";
  public static final String CORRELATION = "X-Correlation-Id";

  private static final Pattern CORRELATION_ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  /** No ids of zeros, no version ff; what later versions add behind the flags is let through. */
  private static final Pattern TRACEPARENT =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}"
              + "((?<!^00.{53})-[\\x21-\\x7e]*)?");

  public static Trace of(HttpServletRequest request) {
    String correlation = request.getHeader(CORRELATION);
    if (correlation == null || !CORRELATION_ID.matcher(correlation).matches()) {
      correlation = UUID.randomUUID().toString();
    }
    String parent = request.getHeader(PARENT);
    return parent != null && TRACEPARENT.matcher(parent).matches()
        ? new Trace(parent, request.getHeader(STATE), correlation)
        : new Trace(newParent(), null, correlation);
  }

  public String traceId() {
    return parent.substring(3, 35);
  }

  /** From here to {@link #leave} every log line carries the ids. */
  public void enter() {
    MDC.put("traceId", traceId());
    MDC.put("correlationId", correlationId);
  }

  public static void leave() {
    MDC.remove("traceId");
    MDC.remove("correlationId");
  }

  private static String newParent() {
    var random = ThreadLocalRandom.current();
    var hex = HexFormat.of();
    // An id of zeros is invalid, hence the lowest bit.
    return "00-"
        + hex.toHexDigits(random.nextLong())
        + hex.toHexDigits(random.nextLong() | 1)
        + "-"
        + hex.toHexDigits(random.nextLong() | 1)
        + "-01";
  }
}
