package io.taskledger.gateway.upstream;

import io.taskledger.web.trace.RequestContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpMessage;
import org.jspecify.annotations.Nullable;

/** Which headers are passed on, in either direction. */
final class Headers {

  private static final String CONNECTION = "connection";
  private static final String TRACE_STATE = "tracestate";

  /** They speak of one connection, and there are two here (RFC 9110, 7.6.1). */
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          CONNECTION,
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  /** Said anew by the gateway, or nothing that a client may claim. */
  private static final Set<String> NOT_FROM_CLIENTS =
      Set.of(
          "host",
          "content-length",
          "expect",
          "forwarded",
          "x-real-ip",
          RequestContext.TRACE_HEADER,
          TRACE_STATE,
          RequestContext.CORRELATION_HEADER.toLowerCase(Locale.ROOT));

  private Headers() {}

  static void toService(HttpServletRequest from, ClassicHttpRequest to) {
    Set<String> named = namedIn(from.getHeaders(CONNECTION));
    for (String name : Collections.list(from.getHeaderNames())) {
      String key = name.toLowerCase(Locale.ROOT);
      if (!HOP_BY_HOP.contains(key)
          && !NOT_FROM_CLIENTS.contains(key)
          && !key.startsWith("x-forwarded-")
          && !named.contains(key)) {
        from.getHeaders(name).asIterator().forEachRemaining(value -> to.addHeader(name, value));
      }
    }
    to.setHeader("X-Forwarded-For", from.getRemoteAddr());
    String traceparent = RequestContext.traceparent();
    to.setHeader(RequestContext.TRACE_HEADER, traceparent);
    if (traceparent.equals(from.getHeader(RequestContext.TRACE_HEADER))) {
      // It means something beside the client's own traceparent only.
      setIfPresent(to, TRACE_STATE, from.getHeader(TRACE_STATE));
    }
    to.setHeader(RequestContext.CORRELATION_HEADER, RequestContext.correlationId());
  }

  static void toClient(ClassicHttpResponse from, HttpHost service, HttpServletResponse to) {
    Set<String> named = new HashSet<>();
    Set<String> replaced = new HashSet<>();
    for (Header header : from.getHeaders(CONNECTION)) {
      addNames(header.getValue(), named);
    }
    for (Header header : from.getHeaders()) {
      String key = header.getName().toLowerCase(Locale.ROOT);
      if (HOP_BY_HOP.contains(key) || named.contains(key)) {
        continue;
      }
      String value = header.getValue();
      String passed = key.equals("location") ? outside(value, service) : value;
      if (replaced.add(key)) {
        // The service's value stands in place of the gateway's.
        to.setHeader(header.getName(), passed);
      } else {
        to.addHeader(header.getName(), passed);
      }
    }
  }

  /** A service knows itself by its inner address, which means nothing to a client. */
  private static String outside(String location, HttpHost service) {
    String inside = service.toURI();
    return location.startsWith(inside + "/") ? location.substring(inside.length()) : location;
  }

  private static Set<String> namedIn(Enumeration<String> connectionHeaders) {
    if (!connectionHeaders.hasMoreElements()) {
      return Set.of();
    }
    Set<String> names = new HashSet<>();
    connectionHeaders.asIterator().forEachRemaining(value -> addNames(value, names));
    return names;
  }

  private static void addNames(@Nullable String connectionHeader, Set<String> names) {
    if (connectionHeader != null) {
      for (String name : connectionHeader.split(",", -1)) {
        names.add(name.strip().toLowerCase(Locale.ROOT));
      }
    }
  }

  private static void setIfPresent(HttpMessage message, String name, @Nullable String value) {
    if (value != null) {
      message.setHeader(name, value);
    }
  }
}
