package io.taskledger.web.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.taskledger.events.user.UserId;
import io.taskledger.web.Caller;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/**
 * Authenticates users by their access tokens. A signature is verified once and the result kept for
 * a minute: verifying ES256 costs more than handling the request. Expiry is checked every time.
 */
public final class AccessTokens implements AuthenticationProvider {
  /** The claim that lists the roles. */
  public static final String ROLES = "roles";

  /** The claim that names the log-in. */
  public static final String SESSION = "sid";

  private static final Logger log = LoggerFactory.getLogger(AccessTokens.class);
  private static final Duration KEPT_FOR = Duration.ofMinutes(1);
  private static final int KEPT_AT_MOST = 20_000;

  private final JwtDecoder decoder;
  private final Clock clock;
  private final Converter<Jwt, Caller> callers;
  private final Duration leeway;
  private final Cache<String, CallerAuthentication> verified =
      Caffeine.newBuilder().maximumSize(KEPT_AT_MOST).expireAfterWrite(KEPT_FOR).build();

  /** Access tokens of command-side; the decoder verifies everything but their expiry. */
  public AccessTokens(JwtDecoder decoder, Clock clock) {
    this(decoder, clock, AccessTokens::callerOf);
  }

  /** Access tokens whose claims the converter reads, which happens again and again for a token. */
  public AccessTokens(JwtDecoder decoder, Clock clock, Converter<Jwt, Caller> callers) {
    this(decoder, clock, callers, Duration.ZERO);
  }

  private AccessTokens(
      JwtDecoder decoder, Clock clock, Converter<Jwt, Caller> callers, Duration leeway) {
    this.decoder = decoder;
    this.clock = clock;
    this.callers = callers;
    this.leeway = leeway;
  }

  /** These, where a token is accepted for this long after it has expired. */
  public AccessTokens withLeeway(Duration given) {
    return new AccessTokens(decoder, clock, callers, given);
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return BearerTokenAuthenticationToken.class.isAssignableFrom(authentication);
  }

  @Override
  public Authentication authenticate(Authentication request) {
    try {
      return verify(((BearerTokenAuthenticationToken) request).getToken());
    } catch (ProblemException refusal) {
      throw new RefusedTokenException(refusal);
    }
  }

  /**
   * The user whom the token was issued to.
   *
   * @throws ProblemException if the token is not valid, or cannot be verified at the moment
   */
  public CallerAuthentication verify(String token) {
    CallerAuthentication known = verified.getIfPresent(token);
    if (known == null) {
      known = decode(token);
      verified.put(token, known);
    }
    requireUnexpired(known.expiresAt());
    return known;
  }

  /** Whether the token was verified within the last minute, so that doing so again is cheap. */
  public boolean isVerified(String token) {
    return verified.getIfPresent(token) != null;
  }

  private CallerAuthentication decode(String token) {
    try {
      Jwt jwt = decoder.decode(token);
      Instant expiresAt = jwt.getExpiresAt();
      if (expiresAt == null || jwt.getSubject() == null) {
        throw new BadJwtException("sub or exp is missing");
      }
      requireUnexpired(expiresAt);
      return new CallerAuthentication(
          Objects.requireNonNull(callers.convert(jwt), "caller"), expiresAt);
    } catch (BadJwtException | IllegalArgumentException invalid) {
      throw ProblemException.of(
          ErrorCode.UNAUTHENTICATED, "The access token is not valid. Log in again.");
    } catch (JwtException keysAway) {
      // Not the caller's fault: a 401 would make clients throw their session away.
      log.warn("The keys of access tokens cannot be fetched: {}", keysAway.getMessage());
      throw ProblemException.of(
          ErrorCode.KEYS_UNAVAILABLE, "Your session is kept. Try again in a moment.");
    }
  }

  private void requireUnexpired(Instant expiresAt) {
    if (!clock.instant().isBefore(expiresAt.plus(leeway))) {
      throw ProblemException.of(ErrorCode.TOKEN_EXPIRED, "Refresh the session or log in again.");
    }
  }

  private static Caller callerOf(Jwt jwt) {
    List<String> roles = jwt.getClaimAsStringList(ROLES);
    return new Caller(
        UserId.of(Objects.requireNonNull(jwt.getSubject(), "sub")),
        roles == null ? Set.of() : Set.copyOf(roles),
        jwt.getClaimAsString(SESSION));
  }
}
