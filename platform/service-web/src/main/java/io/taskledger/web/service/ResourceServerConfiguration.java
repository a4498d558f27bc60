package io.taskledger.web.service;

import io.taskledger.web.AccessTokens;
import io.taskledger.web.Authentication;
import io.taskledger.web.BodyLimit;
import io.taskledger.web.CallerParameter;
import io.taskledger.web.HandlerAccess;
import io.taskledger.web.TomcatLimits;
import io.taskledger.web.issuer.JwtDecoders;
import io.taskledger.web.issuer.OidcSettings;
import io.taskledger.web.problem.ProblemAdvice;
import io.taskledger.web.trace.RequestContext;
import java.net.URI;
import java.time.Clock;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * What stands before the controllers of a service that users reach by way of the gateway, and that
 * issues no tokens itself: correlation, size, identity, problem documents. To be imported.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OidcSettings.class)
@Import({ProblemAdvice.class, CallerParameter.class, HandlerAccess.class, TomcatLimits.class})
public class ResourceServerConfiguration {
  /** Nothing is uploaded there. Bytes. */
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
        ? JwtDecoders.outside(oidc, clock)
        : JwtDecoders.builtIn(keys, issuer, clock);
  }

  @Bean
  Authentication authentication(
      AccessTokens tokens, @Value("${taskledger.service-token}") String serviceToken) {
    return new Authentication(tokens, serviceToken, Set.of());
  }
}
