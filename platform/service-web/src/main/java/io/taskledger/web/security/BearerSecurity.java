package io.taskledger.web.security;

import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import io.taskledger.web.problem.Problems;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** What the filter chains of the gateway and of the services have in common. */
@Configuration(proxyBeanMethods = false)
public class BearerSecurity {
  /** What is served on the management port, and nothing elsewhere. */
  public static final RequestMatcher MANAGEMENT =
      request -> request.getRequestURI().startsWith("/actuator/");

  @Bean
  HttpFirewall httpFirewall() {
    return new PlainPathFirewall();
  }

  @Bean
  RequestRejectedHandler requestRejectedHandler() {
    return (request, response, rejected) ->
        Problems.write(response, ProblemException.of(ErrorCode.NOT_FOUND, "Check the path."));
  }

  /** Observing each filter costs more than the filters. */
  @Bean
  SecurityObservationSettings securityObservationSettings() {
    return SecurityObservationSettings.noObservations();
  }

  /** A stateless chain without forms, sessions and cookies, and so without CSRF. */
  public static HttpSecurity bearerTokensOnly(
      HttpSecurity http, AuthenticationManager tokens, BearerTokenResolver resolver) {
    AuthenticationEntryPoint entryPoint =
        (request, response, refused) -> Problems.write(response, problem(refused));
    var bearer = new BearerTokenAuthenticationFilter(tokens);
    bearer.setBearerTokenResolver(resolver);
    bearer.setAuthenticationEntryPoint(entryPoint);
    return http.csrf(AbstractHttpConfigurer::disable)
        .headers(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .servletApi(AbstractHttpConfigurer::disable)
        .anonymous(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .exceptionHandling(handling -> handling.authenticationEntryPoint(entryPoint))
        .addFilterBefore(bearer, AuthorizationFilter.class);
  }

  private static ProblemException problem(Exception refused) {
    return refused instanceof RefusedTokenException known
        ? known.problem()
        : ProblemException.of(
            ErrorCode.UNAUTHENTICATED, "Log in and send Authorization: Bearer <accessToken>.");
  }
}
