package io.taskledger.command.sessions;

import io.taskledger.command.identity.BuiltInIdentity;
import io.taskledger.web.issuer.JwtDecoders;
import io.taskledger.web.security.AccessTokens;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** Access tokens that are issued here. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KeyRotation.class)
@BuiltInIdentity
class BuiltInTokens {
  @Bean
  JwtEncoder jwtEncoder(SigningKeys keys) {
    return new NimbusJwtEncoder(keys);
  }

  @Bean
  AccessTokens accessTokens(SigningKeys keys, Clock clock) {
    return JwtDecoders.builtIn(keys, JwtDecoders.BUILT_IN, clock);
  }
}
