package io.taskledger.projection.web;

import io.taskledger.events.problem.ProblemAdvice;
import io.taskledger.events.web.AccessTokens;
import io.taskledger.events.web.Authentication;
import io.taskledger.events.web.BodyLimit;
import io.taskledger.events.web.CallerParameter;
import io.taskledger.events.web.RequestContext;
import io.taskledger.events.web.issuer.IssuedTokens;
import io.taskledger.events.web.issuer.OidcSettings;
import java.net.URI;
import java.time.Clock;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What stands before the controllers: correlation, size, identity, problem documents. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OidcSettings.class)
@Import({ProblemAdvice.class, CallerParameter.class})
class WebConfiguration {
  /** Nothing is uploaded here. Bytes. */
  private static final long BODY_LIMIT = 16 * 1024;

  @Bean
  RequestContext requestContext() {
    return new RequestContext();
  }

  @Bean
  BodyLimit bodyLimit() {
    return new BodyLimit(BODY_LIMIT);
  }

  @Bean
  AccessTokens accessTokens(
      Clock clock,
      OidcSettings oidc,
      @Value("${taskledger.identity.jwks-uri}") URI keys,
      @Value("${taskledger.identity.issuer}") String issuer) {
    return oidc.isOutside()
        ? IssuedTokens.outside(oidc, clock)
        : IssuedTokens.builtIn(keys, issuer, clock);
  }

  @Bean
  Authentication authentication(
      AccessTokens tokens, @Value("${taskledger.service-token}") String serviceToken) {
    return new Authentication(tokens, serviceToken, Set.of());
  }
}
