package io.taskledger.command.outside;

import io.taskledger.web.issuer.JwtDecoders;
import io.taskledger.web.issuer.OidcClaimsMapper;
import io.taskledger.web.issuer.OidcSettings;
import io.taskledger.web.security.AccessTokens;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Access tokens of an outside issuer. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OidcSettings.class)
@OutsideIdentity
class OutsideConfiguration {
  @Bean
  OidcClaimsMapper outsideClaims(OidcSettings oidc) {
    return new OidcClaimsMapper(oidc);
  }

  /** The users are asked for late: filters are made before the buses of Axon. */
  @Bean
  AccessTokens accessTokens(OidcSettings oidc, Clock clock, ObjectProvider<OutsideUsers> users) {
    return JwtDecoders.outside(oidc, clock, token -> users.getObject().caller(token));
  }
}
