package io.taskledger.web.trace;

import io.taskledger.events.codec.EventHeader;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every request a correlation id and a W3C trace context
 * (https://www.w3.org/TR/trace-context/), taken over from the caller where it sent valid ones, and
 * puts both into every log line of the request.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class RequestContext extends OncePerRequestFilter {
  /** The header that carries the correlation id between services. */
  public static final String CORRELATION_HEADER = "X-Correlation-Id";

  /** The header that carries the trace context between services. */
  public static final String TRACE_HEADER = EventHeader.TRACEPARENT;

  /** The key of the trace id in log lines. */
  public static final String TRACE_ID = "traceId";

  private static final Pattern CORRELATION = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  /** No ids of zeros, no version ff; what later versions add behind the flags may stand there. */
  private static final Pattern TRACEPARENT =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}"
              + "((?<!^00.{53})-[\\x21-\\x7e]{0,64})?");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String correlationId = request.getHeader(CORRELATION_HEADER);
    if (correlationId == null || !CORRELATION.matcher(correlationId).matches()) {
      correlationId = UUID.randomUUID().toString();
    }
    String traceparent = request.getHeader(EventHeader.TRACEPARENT);
    if (traceparent == null || !TRACEPARENT.matcher(traceparent).matches()) {
      traceparent = newTrace();
    }
    response.setHeader("X-Content-Type-Options", "nosniff");
    // May be kept for conditional requests, by the caller alone.
    response.setHeader("Cache-Control", "private, no-cache");
    MDC.put(EventHeader.CORRELATION_ID, correlationId);
    MDC.put(EventHeader.TRACEPARENT, traceparent);
    MDC.put(TRACE_ID, traceId(traceparent));
    try {
      chain.doFilter(request, response);
    } finally {
      MDC.remove(EventHeader.CORRELATION_ID);
      MDC.remove(EventHeader.TRACEPARENT);
      MDC.remove(TRACE_ID);
    }
  }

  /** The correlation id of the request on this thread; a new one outside of requests. */
  public static String correlationId() {
    String found = MDC.get(EventHeader.CORRELATION_ID);
    return found == null ? UUID.randomUUID().toString() : found;
  }

  /** The trace context of the request on this thread; a new one outside of requests. */
  public static String traceparent() {
    String found = MDC.get(EventHeader.TRACEPARENT);
    return found == null ? newTrace() : found;
  }

  /** The trace id within a trace context. */
  public static @Nullable String traceId(@Nullable String traceparent) {
    return traceparent != null && TRACEPARENT.matcher(traceparent).matches()
        ? traceparent.substring(3, 35)
        : null;
  }

  private static String newTrace() {
    var random = ThreadLocalRandom.current();
    HexFormat hex = HexFormat.of();
    // Both ids must not be all zeros; the set low bit makes sure.
    return "00-"
        + hex.toHexDigits(random.nextLong())
        + hex.toHexDigits(random.nextLong() | 1)
        + "-"
        + hex.toHexDigits(random.nextLong() | 1)
        + "-01";
  }
}
