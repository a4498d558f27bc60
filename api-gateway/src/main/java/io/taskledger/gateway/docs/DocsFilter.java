package io.taskledger.gateway.docs;

import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import io.taskledger.web.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/** {@code /openapi.json}, and {@code /docs} with Swagger UI, on every port of the gateway. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class DocsFilter extends OncePerRequestFilter {
  private static final String DOCS = "/docs";
  private static final Set<String> READ = Set.of("GET", "HEAD");
  private static final String TEXT_HTML = "text/html;charset=utf-8";
  private static final String SCRIPT = "text/javascript;charset=utf-8";

  /** Swagger UI sets styles in its markup, and its icons are data. */
  private static final String POLICY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src"
          + " 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private final Map<String, File> files = new HashMap<>();

  private record File(String type, byte[] content, String tag) {
    File(String type, byte[] content) {
      this(type, content, '"' + DigestUtils.md5DigestAsHex(content) + '"');
    }
  }

  DocsFilter() {
    files.put("/openapi.json", new File(MediaType.APPLICATION_JSON_VALUE, ApiDocument.json()));
    files.put(DOCS, file(TEXT_HTML, "docs/index.html"));
    files.put(DOCS + "/docs.js", file(SCRIPT, "docs/docs.js"));
    files.put(DOCS + "/swagger-ui-bundle.js", library(SCRIPT, "swagger-ui-bundle.js"));
    files.put(DOCS + "/swagger-ui.css", library("text/css;charset=utf-8", "swagger-ui.css"));
  }

  private static File file(String type, String name) {
    return read(type, new ClassPathResource(name));
  }

  /** Its version stands in the path, and in the pom alone. */
  private static File library(String type, String name) {
    try {
      Resource[] found =
          new PathMatchingResourcePatternResolver()
              .getResources("classpath*:META-INF/resources/webjars/swagger-ui/*/" + name);
      return read(type, found[0]);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static File read(String type, Resource resource) {
    try {
      return new File(type, resource.getContentAsByteArray());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
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
    File file = files.get(request.getRequestURI());
    if (file == null) {
      Problems.write(response, ProblemException.of(ErrorCode.NOT_FOUND, "Check the path."));
      return;
    }
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    response.setHeader(HttpHeaders.ETAG, file.tag());
    if (file.tag().equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setContentType(file.type());
    response.setContentLength(file.content().length);
    if (request.getMethod().equals("GET")) {
      response.getOutputStream().write(file.content());
    }
  }
}
