package io.taskledger.gateway;

import io.taskledger.gateway.limit.BufferedBytes;
import io.taskledger.gateway.limit.InFlight;
import io.taskledger.gateway.limit.RateLimits;
import io.taskledger.gateway.route.Route;
import io.taskledger.gateway.upstream.Upstream;
import io.taskledger.web.PositionTokens;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.security.core.context.SecurityContextHolder;

/** Forwards a request that was routed and authenticated, within the limits of its client. */
final class GatewayServlet extends HttpServlet {
  private static final Pattern COSTLY = Pattern.compile("(?:^|&)(?:q|asOf)=");

  private final transient RateLimits limits;
  private final transient Upstream upstream;
  private final transient InFlight inFlight;
  private final transient BufferedBytes buffered;

  GatewayServlet(RateLimits limits, InFlight inFlight, BufferedBytes buffered, Upstream upstream) {
    this.limits = limits;
    this.inFlight = inFlight;
    this.buffered = buffered;
    this.upstream = upstream;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Route route = RouteFilter.routeOf(request);
    String client = count(request, route);
    try (var place = inFlight.enter(client, kind(request, route));
        var lease = buffered.lease(client)) {
      upstream.exchange(route.side(), request, response, lease);
    }
  }

  /** Counts the request; returns whose it is: a user's, or an address's. */
  private String count(HttpServletRequest request, Route route) {
    String address = request.getRemoteAddr();
    return switch (route.access()) {
      case OPEN -> {
        limits.countRequestOf(address);
        yield address;
      }
      case IDENTITY -> {
        limits.countIdentityRequestOf(address);
        yield address;
      }
      case REGISTRATION -> {
        limits.countIdentityRequestOf(address);
        limits.countRegistrationOf(address);
        yield address;
      }
      case TOKEN -> {
        String user =
            Objects.requireNonNull(
                    SecurityContextHolder.getContext().getAuthentication(), "authentication")
                .getName();
        limits.countRequestOf(user);
        yield user;
      }
    };
  }

  private static InFlight.Kind kind(HttpServletRequest request, Route route) {
    if (Upstream.asksForStream(request)) {
      return request.getRequestURI().equals("/api/audit")
          ? InFlight.Kind.EXPORT
          : InFlight.Kind.STREAM;
    }
    String query = request.getQueryString();
    if (query != null && COSTLY.matcher(query).find()) {
      return InFlight.Kind.COSTLY;
    }
    return route.kind() != InFlight.Kind.REQUEST
            || request.getHeader(PositionTokens.MIN_POSITION_HEADER) == null
        ? route.kind()
        : InFlight.Kind.WAITING;
  }
}
