package io.taskledger.query;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import io.taskledger.events.problem.ErrorCode;
import io.taskledger.events.problem.Refusal;
import java.net.URL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Verifies signature and issuer of access tokens with the keys that the issuer publishes. The keys
 * are fetched when the first token comes, and those once fetched stay in use while the issuer is
 * down.
 */
final class IssuedTokens implements JwtDecoder {
  private static final Logger log = LoggerFactory.getLogger(IssuedTokens.class);
  private static final int CONNECT_MS = 1_000;
  private static final int READ_MS = 2_000;
  private static final int KEYS_BYTES = 64 * 1024;

  private final NimbusJwtDecoder signatures;

  IssuedTokens(URL keys, String issuer) {
    JWKSource<SecurityContext> source =
        JWKSourceBuilder.create(keys, new DefaultResourceRetriever(CONNECT_MS, READ_MS, KEYS_BYTES))
            .rateLimited(true)
            .outageTolerant(true)
            .build();
    signatures =
        NimbusJwtDecoder.withJwkSource(source).jwsAlgorithm(SignatureAlgorithm.ES256).build();
    signatures.setJwtValidator(new JwtIssuerValidator(issuer));
  }

  @Override
  public Jwt decode(String token) {
    try {
      return signatures.decode(token);
    } catch (BadJwtException invalid) {
      throw invalid;
    } catch (JwtException keysAway) {
      // Not the caller's fault: a 401 would make clients throw their session away.
      log.warn("The keys for access tokens cannot be fetched", keysAway);
      throw Refusal.of(
          ErrorCode.STORE_UNAVAILABLE, "Your access token cannot be checked now. Try again.");
    }
  }
}
