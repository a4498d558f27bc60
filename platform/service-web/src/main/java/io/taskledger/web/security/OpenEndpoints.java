package io.taskledger.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The requests that need no token; a token that comes with them is not looked at.
 *
 * @param requests as {@code "METHOD /path"}
 */
public record OpenEndpoints(Set<String> requests) implements RequestMatcher {
  /** Copies the set. */
  public OpenEndpoints {
    requests = Set.copyOf(requests);
  }

  @Override
  public boolean matches(HttpServletRequest request) {
    return !requests.isEmpty()
        && requests.contains(request.getMethod() + " " + request.getRequestURI());
  }
}
