package io.taskledger.gateway.docs;

import io.taskledger.gateway.page.StaticFile;
import io.taskledger.web.problem.ProblemException;
import io.taskledger.web.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** {@code /openapi.json}, and {@code /docs} with Swagger UI, on every port of the gateway. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class DocsFilter extends OncePerRequestFilter {
  private static final String DOCS = "/docs";
  private static final Set<String> READ = Set.of("GET", "HEAD");

  /** Swagger UI sets styles in its markup, and its icons are data. */
  private static final String POLICY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src"
          + " 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private final Map<String, StaticFile> files;

  DocsFilter() throws IOException {
    files =
        Map.of(
            "/openapi.json",
            new StaticFile("openapi.json", ApiDocument.json()),
            DOCS,
            own("index.html"),
            DOCS + "/docs.js",
            own("docs.js"),
            DOCS + "/swagger-ui-bundle.js",
            library("swagger-ui-bundle.js"),
            DOCS + "/swagger-ui.css",
            library("swagger-ui.css"));
  }

  private static StaticFile own(String name) throws IOException {
    return new StaticFile(name, new ClassPathResource("docs/" + name).getContentAsByteArray());
  }

  /** Its version stands in the path, and in the pom alone. */
  private static StaticFile library(String name) throws IOException {
    var found =
        new PathMatchingResourcePatternResolver()
            .getResources("classpath*:META-INF/resources/webjars/swagger-ui/*/" + name);
    return new StaticFile(name, found[0].getContentAsByteArray());
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !files.containsKey(request.getRequestURI());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!READ.contains(request.getMethod())) {
      Problems.write(response, ProblemException.ofMethod("GET, HEAD"));
      return;
    }
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    Objects.requireNonNull(files.get(request.getRequestURI()))
        .send(request, response, StaticFile.NO_CACHE);
  }
}
