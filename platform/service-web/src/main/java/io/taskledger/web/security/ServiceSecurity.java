package io.taskledger.web.security;

import jakarta.servlet.DispatcherType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The filter chain of a service: every request needs a bearer token, of a user or of a service,
 * except for the {@link OpenEndpoints}. Which of the two a handler takes, {@link HandlerAccess}
 * decides.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ServiceTokens.class)
@Import({BearerSecurity.class, HandlerAccess.class, CallerParameter.class})
public class ServiceSecurity {
  private static final BearerTokenResolver BEARER = new BearerTokens();

  /** Users are authenticated where the service has {@link AccessTokens}. */
  @Bean
  AuthenticationManager authenticationManager(
      ServiceTokens services, ObjectProvider<AccessTokens> users) {
    List<AuthenticationProvider> providers = new ArrayList<>(List.of(services));
    users.ifAvailable(providers::add);
    return new ProviderManager(providers);
  }

  @Bean
  SecurityFilterChain serviceFilterChain(
      HttpSecurity http, AuthenticationManager tokens, ObjectProvider<OpenEndpoints> endpoints) {
    OpenEndpoints open = endpoints.getIfAvailable(() -> new OpenEndpoints(Set.of()));
    return BearerSecurity.bearerTokensOnly(
            http, tokens, request -> open.matches(request) ? null : BEARER.resolve(request))
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                    .permitAll()
                    .requestMatchers(open)
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .build();
  }

  /** The management port: open, but health tells its details to services and administrators. */
  @Bean
  @Order(0)
  SecurityFilterChain managementFilterChain(HttpSecurity http, AuthenticationManager tokens) {
    return BearerSecurity.bearerTokensOnly(
            http.securityMatcher(BearerSecurity.MANAGEMENT), tokens, BEARER)
        // Health asks the request for the roles.
        .servletApi(Customizer.withDefaults())
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }
}
