package io.taskledger.command.sessions;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.taskledger.events.problem.ProblemAdvice;
import io.taskledger.events.web.AccessTokens;
import io.taskledger.events.web.Authentication;
import io.taskledger.events.web.BodyLimit;
import io.taskledger.events.web.CallerParameter;
import io.taskledger.events.web.RequestContext;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** The door of command-side: who is let in, with what. */
@Configuration(proxyBeanMethods = false)
@Import({ProblemAdvice.class, RequestContext.class, CallerParameter.class})
class TokenConfiguration {
  /** Who signs the tokens, as the tokens say. */
  static final String ISSUER = "taskledger";

  /** One task fits many times. */
  private static final long BODY_LIMIT = 256 * 1024;

  /** 500 tasks fit, with descriptions as long as they may be. */
  private static final long BATCH_LIMIT = 16 * 1024 * 1024;

  @Bean
  JwtEncoder jwtEncoder(SigningKeys keys) {
    return new NimbusJwtEncoder(keys.source());
  }

  @Bean
  AccessTokens accessTokens(SigningKeys keys, Clock clock) {
    var processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, keys.source()));
    processor.setJWTClaimsSetVerifier((claims, context) -> {});
    var decoder = new NimbusJwtDecoder(processor);
    decoder.setJwtValidator(new JwtIssuerValidator(ISSUER));
    return new AccessTokens(decoder, clock);
  }

  @Bean
  Authentication authentication(
      AccessTokens tokens, @Value("${taskledger.service-token}") String serviceToken) {
    return new Authentication(
        tokens,
        serviceToken,
        Set.of(
            "POST /api/users",
            "POST /api/sessions",
            "POST /api/sessions/refresh",
            "GET /.well-known/jwks.json"));
  }

  @Bean
  BodyLimit bodyLimit() {
    return new BodyLimit(BODY_LIMIT, Map.of("/api/commands", BATCH_LIMIT));
  }
}
