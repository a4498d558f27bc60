package io.taskledger.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.taskledger.gateway.limit.BufferedBytes;
import io.taskledger.gateway.limit.InFlight;
import io.taskledger.gateway.limit.RateLimits;
import io.taskledger.gateway.problem.Refusal;
import io.taskledger.gateway.route.Access;
import io.taskledger.gateway.route.Route;
import io.taskledger.gateway.route.Routes;
import io.taskledger.gateway.token.Caller;
import io.taskledger.gateway.token.Tokens;
import io.taskledger.gateway.trace.Trace;
import io.taskledger.gateway.upstream.Upstream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The way of a request through the gateway: route, caller, limits, service. */
final class GatewayServlet extends HttpServlet {
  private static final Pattern COSTLY = Pattern.compile("(?:^|&)(?:q|asOf)=");

  private final transient Tokens tokens;
  private final transient RateLimits limits;
  private final transient Upstream upstream;
  private final transient MeterRegistry meters;
  private final transient InFlight inFlight;
  private final transient BufferedBytes buffered;

  GatewayServlet(
      Tokens tokens,
      RateLimits limits,
      InFlight inFlight,
      BufferedBytes buffered,
      Upstream upstream,
      MeterRegistry meters) {
    this.tokens = tokens;
    this.limits = limits;
    this.inFlight = inFlight;
    this.buffered = buffered;
    this.upstream = upstream;
    this.meters = meters;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var time = Timer.start();
    Trace trace = Trace.of(request);
    trace.enter();
    Route route = null;
    try {
      route = Routes.find(request.getMethod(), request.getRequestURI());
      String client = admit(request, route.access());
      try (var place = inFlight.enter(client, kind(request));
          var lease = buffered.lease(client)) {
        upstream.exchange(route.side(), trace, request, response, lease);
      }
    } catch (Refusal refusal) {
      refusal.headers().forEach(response::setHeader);
      refusal.problem().writeTo(response);
    } finally {
      time.stop(timer(request, route, response.getStatus()));
      Trace.leave();
    }
  }

  /** Counts the request; answers whose it is: a user's, or an address's. */
  private String admit(HttpServletRequest request, Access access) {
    String address = request.getRemoteAddr();
    return switch (access) {
      case OPEN -> {
        limits.countRequestOf(address);
        yield address;
      }
      case IDENTITY -> {
        limits.countIdentityRequestOf(address);
        yield address;
      }
      case TOKEN -> {
        String user = callerOf(request, address).subject();
        limits.countRequestOf(user);
        yield user;
      }
    };
  }

  private static InFlight.Kind kind(HttpServletRequest request) {
    if (Upstream.asksForStream(request)) {
      return request.getRequestURI().equals("/api/audit")
          ? InFlight.Kind.EXPORT
          : InFlight.Kind.STREAM;
    }
    String query = request.getQueryString();
    if (query != null && COSTLY.matcher(query).find()) {
      return InFlight.Kind.COSTLY;
    }
    return request.getHeader("Taskledger-Min-Position") == null
        ? InFlight.Kind.REQUEST
        : InFlight.Kind.WAITING;
  }

  /** Until the token is found good, which is costly, the request is the address's. */
  private Caller callerOf(HttpServletRequest request, String address) {
    String token = Tokens.tokenIn(request.getHeader("Authorization"));
    Caller caller = tokens.remembered(token);
    if (caller != null) {
      return caller;
    }
    limits.countRequestOf(address);
    return tokens.verify(token);
  }

  /** What a client makes up (paths, methods) names no timer, or there would be no end of them. */
  private Timer timer(HttpServletRequest request, @Nullable Route route, int status) {
    return Timer.builder("http.server.requests")
        .tag("method", route == null ? "OTHER" : request.getMethod())
        .tag("uri", route == null ? "UNKNOWN" : route.path())
        .tag("status", Integer.toString(status))
        .register(meters);
  }
}
