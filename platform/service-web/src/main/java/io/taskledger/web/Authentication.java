package io.taskledger.web;

import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import io.taskledger.web.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets nobody in without a token: the secret that the services share, or a user's access token,
 * except for the requests that are named as open. Which of the two a handler takes is decided by
 * {@link HandlerAccess}. Paths that could be read in two ways are refused before anything else.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
public final class Authentication extends OncePerRequestFilter {
  static final String CALLER = Caller.class.getName();
  static final String SERVICE = "io.taskledger.web.service";

  private final AccessTokens tokens;
  private final byte[] serviceAuthorization;
  private final Set<String> open;

  /**
   * Guards a service.
   *
   * @param serviceToken the secret that services send as a bearer token
   * @param open what needs no token, as {@code "METHOD /path"}
   */
  public Authentication(AccessTokens tokens, String serviceToken, Set<String> open) {
    this.tokens = tokens;
    this.serviceAuthorization = bytes("Bearer " + serviceToken);
    this.open = Set.copyOf(open);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      requirePlain(request.getRequestURI());
      String authorization = request.getHeader("Authorization");
      if (authorization != null && isService(authorization)) {
        request.setAttribute(SERVICE, true);
      } else if (!open.contains(request.getMethod() + " " + request.getRequestURI())) {
        request.setAttribute(CALLER, tokens.caller(authorization));
      }
    } catch (ProblemException refusal) {
      Problems.write(response, refusal);
      return;
    }
    chain.doFilter(request, response);
  }

  private boolean isService(String authorization) {
    return MessageDigest.isEqual(serviceAuthorization, bytes(authorization));
  }

  /** Unreserved characters (RFC 3986, 2.3) and slashes, no empty segment and none of dots only. */
  private static void requirePlain(String path) {
    int segment = 0;
    boolean onlyDots = true;
    for (int i = 1; i <= path.length(); i++) {
      char c = i == path.length() ? '/' : path.charAt(i);
      if (c == '/') {
        if (segment == 0 || onlyDots) {
          throw notFound();
        }
        segment = 0;
        onlyDots = true;
      } else if ((c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || "-._~".indexOf(c) >= 0) {
        segment++;
        onlyDots &= c == '.';
      } else {
        throw notFound();
      }
    }
  }

  private static ProblemException notFound() {
    return ProblemException.of(ErrorCode.NOT_FOUND, "Check the path.");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
