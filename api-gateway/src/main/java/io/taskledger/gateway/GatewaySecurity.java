package io.taskledger.gateway;

import io.taskledger.gateway.limit.RateLimits;
import io.taskledger.gateway.route.Access;
import io.taskledger.web.problem.ProblemException;
import io.taskledger.web.security.AccessTokens;
import io.taskledger.web.security.BearerSecurity;
import io.taskledger.web.security.BearerTokens;
import io.taskledger.web.security.CallerAuthentication;
import io.taskledger.web.security.RefusedTokenException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** The filter chain of the gateway: the route says whether a request needs an access token. */
@Configuration(proxyBeanMethods = false)
@Import(BearerSecurity.class)
class GatewaySecurity {
  @Bean
  SecurityFilterChain gatewayFilterChain(HttpSecurity http, AuthenticationManager tokens) {
    var bearer = new BearerTokens();
    return BearerSecurity.bearerTokensOnly(
            http,
            tokens,
            request ->
                RouteFilter.routeOf(request).access() == Access.TOKEN
                    ? bearer.resolve(request)
                    : null)
        .authorizeHttpRequests(
            requests ->
                requests
                    .anyRequest()
                    .access(
                        (caller, context) ->
                            new AuthorizationDecision(
                                RouteFilter.routeOf(context.getRequest()).access() != Access.TOKEN
                                    || caller.get() instanceof CallerAuthentication)))
        .build();
  }

  @Bean
  @Order(0)
  SecurityFilterChain managementFilterChain(HttpSecurity http) {
    return http.securityMatcher(BearerSecurity.MANAGEMENT)
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }

  /** Until a token is verified, which is costly, the request counts as the address's. */
  @Bean
  AuthenticationManager authenticationManager(AccessTokens tokens, RateLimits limits) {
    return request -> {
      if (!tokens.isVerified(((BearerTokenAuthenticationToken) request).getToken())) {
        count(request, limits);
      }
      return tokens.authenticate(request);
    };
  }

  private static void count(Authentication request, RateLimits limits) {
    if (request.getDetails() instanceof WebAuthenticationDetails client) {
      try {
        limits.countRequestOf(client.getRemoteAddress());
      } catch (ProblemException tooMany) {
        throw new RefusedTokenException(tooMany);
      }
    }
  }
}
