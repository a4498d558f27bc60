package io.taskledger.gateway.page;

import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import io.taskledger.web.problem.Problems;
import io.taskledger.web.security.PlainPathFirewall;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers on the page's port: the API is the gateway's own, under the same origin; {@code /session}
 * keeps the cookie; everything else is a file or a view of the page.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PageFilter extends OncePerRequestFilter {
  private static final List<String> API =
      List.of("/api/", "/.well-known/", "/mcp", "/openapi.json", "/docs");
  private static final Set<String> READ = Set.of("GET", "HEAD");

  private static final String POLICY =
      "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'none'";

  private final PageSettings settings;
  private final PageFiles files;
  private final PageSession session;

  PageFilter(PageSettings settings, PageFiles files, PageSession session) {
    this.settings = settings;
    this.files = files;
    this.session = session;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getRequestURI();
    return settings.port() == 0
        || request.getLocalPort() != settings.port()
        || API.stream().anyMatch(path::startsWith);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    try {
      String path = request.getRequestURI();
      if (path.equals("/session") || path.startsWith("/session/")) {
        session.answer(request, response);
      } else if (!READ.contains(request.getMethod())) {
        throw ProblemException.ofMethod("GET, HEAD");
      } else if (!(path.equals("/") || PlainPathFirewall.isPlain(path))
          || !files.send(request, response)) {
        throw ProblemException.of(ErrorCode.NOT_FOUND, "Check the path.");
      }
    } catch (ProblemException refusal) {
      Problems.write(response, refusal);
    }
  }
}
