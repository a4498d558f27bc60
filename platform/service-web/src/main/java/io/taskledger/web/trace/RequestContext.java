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

  private static final int LONGEST_CORRELATION = 128;

  // W3C trace context: version, trace id, parent id, flags, with dashes between.
  private static final int TRACE_ID_FROM = 3;
  private static final int TRACE_ID_TO = 35;
  private static final int PARENT_FROM = 36;
  private static final int PARENT_TO = 52;
  private static final int TRACEPARENT_LENGTH = 55;
  private static final int LONGEST_TRACEPARENT = TRACEPARENT_LENGTH + 65;

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String correlationId = request.getHeader(CORRELATION_HEADER);
    if (correlationId == null || !isCorrelationId(correlationId)) {
      correlationId = UUID.randomUUID().toString();
    }
    String traceparent = request.getHeader(EventHeader.TRACEPARENT);
    if (traceparent == null || !isTraceparent(traceparent)) {
      traceparent = newTrace();
    }
    response.setHeader("X-Content-Type-Options", "nosniff");
    // May be kept for conditional requests, by the caller alone.
    response.setHeader("Cache-Control", "private, no-cache");
    MDC.put(EventHeader.CORRELATION_ID, correlationId);
    MDC.put(EventHeader.TRACEPARENT, traceparent);
    MDC.put(TRACE_ID, traceparent.substring(TRACE_ID_FROM, TRACE_ID_TO));
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

  private static boolean isCorrelationId(String text) {
    for (int at = 0; at < text.length(); at++) {
      char each = text.charAt(at);
      boolean isTaken =
          each >= 'a' && each <= 'z'
              || each >= 'A' && each <= 'Z'
              || each >= '0' && each <= '9'
              || each == '.'
              || each == '_'
              || each == '-';
      if (!isTaken) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= LONGEST_CORRELATION;
  }

  /** No ids of zeros, no version ff; what later versions add behind the flags may stand there. */
  private static boolean isTraceparent(String text) {
    return text.length() >= TRACEPARENT_LENGTH
        && isHex(text, 0, 2)
        && !text.startsWith("ff")
        && text.charAt(2) == '-'
        && isHex(text, TRACE_ID_FROM, TRACE_ID_TO)
        && !isZero(text, TRACE_ID_FROM, TRACE_ID_TO)
        && text.charAt(TRACE_ID_TO) == '-'
        && isHex(text, PARENT_FROM, PARENT_TO)
        && !isZero(text, PARENT_FROM, PARENT_TO)
        && text.charAt(PARENT_TO) == '-'
        && isHex(text, PARENT_TO + 1, TRACEPARENT_LENGTH)
        && hasRightEnd(text);
  }

  private static boolean hasRightEnd(String text) {
    if (text.length() == TRACEPARENT_LENGTH) {
      return true;
    }
    return !text.startsWith("00")
        && text.length() <= LONGEST_TRACEPARENT
        && text.charAt(TRACEPARENT_LENGTH) == '-'
        && text.chars().skip(TRACEPARENT_LENGTH + 1L).allMatch(each -> each > ' ' && each < 0x7f);
  }

  private static boolean isHex(String text, int from, int to) {
    for (int at = from; at < to; at++) {
      char each = text.charAt(at);
      if (!(each >= '0' && each <= '9' || each >= 'a' && each <= 'f')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isZero(String text, int from, int to) {
    for (int at = from; at < to; at++) {
      if (text.charAt(at) != '0') {
        return false;
      }
    }
    return true;
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
