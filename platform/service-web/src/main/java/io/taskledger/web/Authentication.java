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
 * Lets nobody in without a token: {@code /internal} needs the secret that the services share,
 * everything else a user's access token, except what is named as open.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
public final class Authentication extends OncePerRequestFilter {
  static final String CALLER = Caller.class.getName();
  private static final String INTERNAL = "/internal/";

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
      String authorization = request.getHeader("Authorization");
      if (request.getRequestURI().startsWith(INTERNAL)) {
        requireService(authorization == null ? "" : authorization);
      } else if (!open.contains(request.getMethod() + " " + request.getRequestURI())) {
        request.setAttribute(CALLER, tokens.caller(authorization));
      }
    } catch (ProblemException refusal) {
      Problems.write(response, refusal);
      return;
    }
    chain.doFilter(request, response);
  }

  private void requireService(String authorization) {
    if (!MessageDigest.isEqual(serviceAuthorization, bytes(authorization))) {
      throw ProblemException.of(ErrorCode.UNAUTHENTICATED, "This is for services only.");
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
