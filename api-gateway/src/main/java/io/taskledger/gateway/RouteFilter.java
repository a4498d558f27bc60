package io.taskledger.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.taskledger.gateway.route.Route;
import io.taskledger.gateway.route.Routes;
import io.taskledger.web.problem.ProblemException;
import io.taskledger.web.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds the route, before anybody is asked for a token, and times the request. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class RouteFilter extends OncePerRequestFilter {
  private static final String ROUTE = Route.class.getName();

  private final MeterRegistry meters;

  RouteFilter(MeterRegistry meters) {
    this.meters = meters;
  }

  /** The route of a request that has passed this filter. */
  static Route routeOf(HttpServletRequest request) {
    return (Route) request.getAttribute(ROUTE);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var time = Timer.start();
    Route route = null;
    try {
      route = Routes.find(request.getMethod(), request.getRequestURI());
      request.setAttribute(ROUTE, route);
      chain.doFilter(request, response);
    } catch (ProblemException refusal) {
      Problems.write(response, refusal);
    } finally {
      time.stop(timer(request, route, response.getStatus()));
    }
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
