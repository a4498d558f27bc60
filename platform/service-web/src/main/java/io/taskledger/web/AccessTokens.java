package io.taskledger.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.taskledger.events.user.UserId;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Reads access tokens. A signature is verified once and remembered for a minute: verifying ES256
 * costs more than handling the request. Expiry is looked at every time.
 */
public final class AccessTokens {
  /** The claim that lists the roles. */
  public static final String ROLES = "roles";

  /** The claim that names the log-in. */
  public static final String SESSION = "sid";

  private static final Logger log = LoggerFactory.getLogger(AccessTokens.class);
  private static final Duration REMEMBERED = Duration.ofMinutes(1);
  private static final int REMEMBERED_AT_MOST = 20_000;
  private static final String SCHEME = "Bearer ";

  private final JwtDecoder signatures;
  private final Clock clock;
  private final Cache<String, Verified> verified =
      Caffeine.newBuilder().maximumSize(REMEMBERED_AT_MOST).expireAfterWrite(REMEMBERED).build();

  private final Function<Jwt, Caller> callers;

  private record Verified(Caller caller, Instant expiresAt) {}

  /** Tokens whose signature and issuer this decoder verifies; it need not look at the times. */
  public AccessTokens(JwtDecoder signatures, Clock clock) {
    this(signatures, clock, AccessTokens::callerOf);
  }

  /** Tokens in which this function finds the caller when their signature has been verified. */
  public AccessTokens(JwtDecoder signatures, Clock clock, Function<Jwt, Caller> callers) {
    this.signatures = signatures;
    this.clock = clock;
    this.callers = callers;
  }

  /** The caller named by an {@code Authorization} header; refuses everything but a valid token. */
  public Caller caller(@Nullable String authorization) {
    return valid(authorization).caller();
  }

  /** Until when such a token is valid; refuses what {@link #caller} refuses. */
  public Instant expiry(@Nullable String authorization) {
    return valid(authorization).expiresAt();
  }

  private Verified valid(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw ProblemException.of(
          ErrorCode.UNAUTHENTICATED, "Log in and send Authorization: Bearer <accessToken>.");
    }
    Verified token = verified.get(authorization.substring(SCHEME.length()).strip(), this::verify);
    if (!clock.instant().isBefore(token.expiresAt())) {
      throw expired();
    }
    return token;
  }

  private Verified verify(String token) {
    try {
      Jwt jwt = signatures.decode(token);
      Instant expiresAt = jwt.getExpiresAt();
      if (expiresAt == null || jwt.getSubject() == null) {
        throw new BadJwtException("sub or exp is missing");
      }
      if (!clock.instant().isBefore(expiresAt)) {
        throw expired();
      }
      return new Verified(callers.apply(jwt), expiresAt);
    } catch (BadJwtException | IllegalArgumentException invalid) {
      throw ProblemException.of(
          ErrorCode.UNAUTHENTICATED, "The access token is not valid. Log in again.");
    } catch (JwtException keysAway) {
      // Not the caller's fault: a 401 would make clients throw their session away.
      log.warn("The keys for access tokens cannot be had: {}", keysAway.getMessage());
      throw ProblemException.of(
          ErrorCode.KEYS_UNAVAILABLE, "Your session is kept. Try again in a moment.");
    }
  }

  private static Caller callerOf(Jwt jwt) {
    List<String> roles = jwt.getClaimAsStringList(ROLES);
    return new Caller(
        UserId.of(Objects.requireNonNull(jwt.getSubject(), "sub")),
        roles == null ? Set.of() : Set.copyOf(roles),
        jwt.getClaimAsString(SESSION));
  }

  private static ProblemException expired() {
    return ProblemException.of(ErrorCode.TOKEN_EXPIRED, "Refresh the session or log in again.");
  }
}
