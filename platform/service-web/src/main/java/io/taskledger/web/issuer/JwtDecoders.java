package io.taskledger.web.issuer;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import io.taskledger.web.Caller;
import io.taskledger.web.security.AccessTokens;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Which access tokens are taken: those of command-side, or those of an outside issuer. */
public final class JwtDecoders {
  /** The {@code iss} of tokens that command-side issues. */
  public static final String BUILT_IN = "taskledger";

  /** Lets a token be used at once although the clocks of two machines differ. */
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

  private JwtDecoders() {}

  /** Tokens of command-side, verified with keys at hand. */
  public static AccessTokens builtIn(JWKSource<SecurityContext> keys, String issuer, Clock clock) {
    return new AccessTokens(
        decoder(
            keys,
            Set.of(SignatureAlgorithm.ES256),
            List.of(new JwtIssuerValidator(issuer), token -> hasBegun(token, clock.instant()))),
        clock);
  }

  /** Tokens of command-side, verified with the keys that it publishes. */
  public static AccessTokens builtIn(URI keys, String issuer, Clock clock) {
    return builtIn(new IssuerKeys(() -> HttpKeys.at(keys), clock), issuer, clock);
  }

  /** Tokens of an outside issuer. */
  public static AccessTokens outside(OidcSettings oidc, Clock clock) {
    return outside(oidc, clock, new OidcClaimsMapper(oidc)::caller);
  }

  /**
   * Tokens of an outside issuer, of which this function tells the caller; it is called again and
   * again for one token.
   */
  public static AccessTokens outside(
      OidcSettings oidc, Clock clock, Converter<Jwt, Caller> callers) {
    List<OAuth2TokenValidator<Jwt>> claims = new ArrayList<>();
    claims.add(new JwtIssuerValidator(oidc.issuer()));
    claims.add(token -> hasBegun(token, clock.instant()));
    if (!oidc.audience().isBlank()) {
      claims.add(new JwtAudienceValidator(oidc.audience()));
    }
    var decoder =
        decoder(
            new IssuerKeys(() -> HttpKeys.of(oidc), clock),
            Set.of(SignatureAlgorithm.ES256, SignatureAlgorithm.RS256),
            claims);
    return new AccessTokens(decoder, clock, callers);
  }

  private static NimbusJwtDecoder decoder(
      JWKSource<SecurityContext> keys,
      Set<SignatureAlgorithm> algorithms,
      List<OAuth2TokenValidator<Jwt>> claims) {
    var decoder =
        NimbusJwtDecoder.withJwkSource(keys)
            .jwsAlgorithms(accepted -> accepted.addAll(algorithms))
            .jwtProcessorCustomizer(
                processor ->
                    processor.setJWSTypeVerifier(
                        new DefaultJOSEObjectTypeVerifier<>(
                            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null)))
            .build();
    decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(claims));
    return decoder;
  }

  private static OAuth2TokenValidatorResult hasBegun(Jwt token, Instant now) {
    Instant begin = token.getNotBefore();
    return begin == null || !begin.isAfter(now.plus(CLOCK_SKEW))
        ? OAuth2TokenValidatorResult.success()
        : OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token"));
  }
}
