package io.taskledger.web.service;

import io.taskledger.web.issuer.JwtDecoders;
import io.taskledger.web.issuer.OidcSettings;
import io.taskledger.web.security.AccessTokens;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Verifies access tokens with the keys that their issuer publishes: command-side, or an outside one
 * if that is configured. To be imported.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OidcSettings.class)
public class AccessTokenConfiguration {
  @Bean
  AccessTokens accessTokens(
      Clock clock,
      OidcSettings oidc,
      @Value("${taskledger.identity.jwks-uri}") URI keys,
      @Value("${taskledger.identity.issuer}") String issuer,
      @Value("${taskledger.identity.leeway:0s}") Duration leeway) {
    var tokens =
        oidc.isOutside()
            ? JwtDecoders.outside(oidc, clock)
            : JwtDecoders.builtIn(keys, issuer, clock);
    return tokens.withLeeway(leeway);
  }
}
