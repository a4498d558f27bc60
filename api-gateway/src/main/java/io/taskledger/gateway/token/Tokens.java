package io.taskledger.gateway.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import io.taskledger.gateway.problem.Refusal;
import io.taskledger.gateway.settings.GatewaySettings;
import io.taskledger.gateway.settings.OidcSettings;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells who a bearer token belongs to. A signature costs more to verify than all else that the
 * gateway does with a request, so a token that was found good is remembered until it expires.
 */
@Component
public final class Tokens {

  private static final String SCHEME = "Bearer ";

  /** Lets a token be used right after login although the clocks of two machines differ. */
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
  private final Cache<String, Caller> remembered;

  Tokens(GatewaySettings settings, OidcSettings oidc) {
    boolean outside = oidc.isOutside();
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            outside ? Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256) : Set.of(JWSAlgorithm.ES256),
            keys(settings, oidc)));
    var claims =
        new DefaultJWTClaimsVerifier<SecurityContext>(
            oidc.audience().isBlank() ? null : oidc.audience(),
            new JWTClaimsSet.Builder().issuer(outside ? oidc.issuer() : settings.issuer()).build(),
            Set.of("sub", "exp"));
    claims.setMaxClockSkew((int) CLOCK_SKEW.toSeconds());
    processor.setJWTClaimsSetVerifier(claims);
    remembered =
        Caffeine.newBuilder()
            .maximumSize(settings.rememberedTokens())
            .expireAfter(
                Expiry.<String, Caller>creating(
                    (token, caller) -> Duration.between(Instant.now(), caller.expiresAt())))
            .build();
  }

  /**
   * @param authorization the header as the client sent it
   * @return the token in it
   * @throws Refusal 401 if there is none
   */
  public static String tokenIn(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw Refusal.unauthenticated("This needs an access token.");
    }
    return authorization.substring(SCHEME.length()).strip();
  }

  /** Who was found to be behind this token before, if it is still good. */
  public @Nullable Caller remembered(String token) {
    return remembered.getIfPresent(token);
  }

  /**
   * @throws Refusal 401 if the token is not good, 503 if that cannot be told now
   */
  public Caller verify(String token) {
    try {
      JWTClaimsSet claims = processor.process(token, null);
      var caller = new Caller(claims.getSubject(), claims.getExpirationTime().toInstant());
      remembered.put(token, caller);
      return caller;
    } catch (ExpiredJWTException e) {
      throw Refusal.tokenExpired();
    } catch (KeySourceException e) {
      throw Refusal.keysUnavailable();
    } catch (ParseException | BadJOSEException | JOSEException e) {
      throw Refusal.unauthenticated("The access token is not valid.");
    }
  }

  private static SigningKeys keys(GatewaySettings settings, OidcSettings oidc) {
    var fetch = new KeyFetch(settings.upstream().connectTimeout());
    return new SigningKeys(
        () -> oidc.isOutside() ? fetch.of(oidc) : fetch.from(settings.keys()),
        InstantSource.system());
  }
}
