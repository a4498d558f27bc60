package io.taskledger.command.sessions;

import io.taskledger.command.identity.Account;
import io.taskledger.command.identity.Accounts;
import io.taskledger.command.identity.BuiltInIdentity;
import io.taskledger.command.passwords.SecretToken;
import io.taskledger.events.user.UserId;
import io.taskledger.web.issuer.JwtDecoders;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import io.taskledger.web.security.AccessTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sessions: a family of refresh tokens of which one is unspent, and short-lived access tokens. A
 * refresh token that is used twice was stolen from somebody, so its whole family ends (RFC 9700,
 * 4.14.2).
 */
@Component
@BuiltInIdentity
class Sessions {
  static final Duration ACCESS = Duration.ofMinutes(5);
  static final Duration REFRESH = Duration.ofDays(30);
  private static final int MOST_LISTED = 100;

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final Accounts accounts;
  private final JwtEncoder encoder;
  private final SigningKeys keys;
  private final Clock clock;

  Sessions(
      JdbcClient jdbc,
      TransactionTemplate transactions,
      Accounts accounts,
      JwtEncoder encoder,
      SigningKeys keys,
      Clock clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.accounts = accounts;
    this.encoder = encoder;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Begins a session.
   *
   * @param userAgent what the client calls itself
   */
  Tokens begin(Account account, @Nullable String userAgent) {
    UUID sessionId = UUID.randomUUID();
    return Objects.requireNonNull(
        transactions.execute(
            ignored -> {
              jdbc.sql("insert into session values (:id, :user, :now, :now, :agent)")
                  .param("id", sessionId)
                  .param("user", account.userId().value())
                  .param("now", now())
                  .param("agent", userAgent)
                  .update();
              return issue(account, sessionId);
            }));
  }

  /**
   * A session of a user.
   *
   * @param lastUsedAt when it began, or was last refreshed
   * @param userAgent what the client called itself; absent if it did not, or is not known
   * @param current whether it is the one that asks
   */
  record Session(
      UUID sessionId,
      Instant startedAt,
      Instant lastUsedAt,
      @Nullable String userAgent,
      boolean current) {}

  /** The 100 sessions of a user that were used last and can still be refreshed, the last first. */
  List<Session> of(UserId userId, @Nullable String current) {
    return jdbc.sql(
            """
            select * from session s where user_id = :user and exists (
              select from refresh_token t
              where t.session_id = s.session_id and not spent and expires_at > :now)
            order by last_used_at desc, session_id limit :most
            """)
        .param("user", userId.value())
        .param("now", now())
        .param("most", MOST_LISTED)
        .query(
            (row, n) ->
                new Session(
                    row.getObject("session_id", UUID.class),
                    row.getObject("started_at", OffsetDateTime.class).toInstant(),
                    row.getObject("last_used_at", OffsetDateTime.class).toInstant(),
                    row.getString("user_agent"),
                    row.getString("session_id").equals(current)))
        .list();
  }

  /** Ends a session of this user; whether there was one. */
  boolean end(UserId userId, UUID sessionId) {
    return jdbc.sql("delete from session where session_id = ? and user_id = ?")
            .param(sessionId)
            .param(userId.value())
            .update()
        > 0;
  }

  /** Ends all sessions of a user. */
  void endAll(UserId userId) {
    jdbc.sql("delete from session where user_id = ?").param(userId.value()).update();
  }

  private record Spent(UUID sessionId, UserId userId) {}

  /** Spends a refresh token for new ones; a spent or unknown one is refused. */
  Tokens refresh(String refreshToken) {
    byte[] hash = SecretToken.hash(refreshToken);
    // Spent and followed in one transaction: who comes with the same token at the same moment waits
    // for it, and then ends the family with the successor in it.
    Optional<Tokens> successors =
        transactions.execute(ignored -> spend(hash).map(this::successors));
    if (successors.isEmpty()) {
      sessionOf(hash, "and spent").ifPresent(this::end);
      throw spent();
    }
    return successors.get();
  }

  private Optional<UUID> sessionOf(byte[] hash, String condition) {
    return jdbc.sql("select session_id from refresh_token where token_hash = ? " + condition)
        .param(hash)
        .query(UUID.class)
        .optional();
  }

  /**
   * Holds off whoever deletes the session until the refresh has committed its successor, which goes
   * with the session then.
   */
  private void lock(UUID sessionId) {
    jdbc.sql("select session_id from session where session_id = ? for update")
        .param(sessionId)
        .query(UUID.class)
        .optional();
  }

  private Optional<Spent> spend(byte[] hash) {
    sessionOf(hash, "").ifPresent(this::lock);
    return jdbc.sql(
            """
            update refresh_token set spent = true
            where token_hash = ? and not spent and expires_at > ?
            returning session_id, user_id
            """)
        .param(hash)
        .param(now())
        .query(
            (row, n) ->
                new Spent(row.getObject(1, UUID.class), new UserId(row.getObject(2, UUID.class))))
        .optional();
  }

  private Tokens successors(Spent spent) {
    jdbc.sql("update session set last_used_at = ? where session_id = ?")
        .param(now())
        .param(spent.sessionId())
        .update();
    return issue(accounts.of(spent.userId()).orElseThrow(Sessions::spent), spent.sessionId());
  }

  /** Ends a session: its refresh tokens are worth nothing from now on. */
  void end(String sessionId) {
    end(UUID.fromString(sessionId));
  }

  private void end(UUID sessionId) {
    jdbc.sql("delete from session where session_id = ?").param(sessionId).update();
  }

  private Tokens issue(Account account, UUID sessionId) {
    String refreshToken = SecretToken.random();
    jdbc.sql("insert into refresh_token values (?, ?, ?, ?)")
        .param(SecretToken.hash(refreshToken))
        .param(sessionId)
        .param(account.userId().value())
        .param(now().plus(REFRESH))
        .update();
    return new Tokens(accessToken(account, sessionId), refreshToken, "Bearer", ACCESS.toSeconds());
  }

  private String accessToken(Account account, UUID sessionId) {
    Instant now = clock.instant();
    var claims =
        JwtClaimsSet.builder()
            .issuer(JwtDecoders.BUILT_IN)
            .subject(account.userId().toString())
            .issuedAt(now)
            .expiresAt(now.plus(ACCESS))
            .id(UUID.randomUUID().toString())
            .claim(AccessTokens.SESSION, sessionId.toString())
            .claim(AccessTokens.ROLES, account.roles().stream().sorted().toList())
            .build();
    var header = JwsHeader.with(SignatureAlgorithm.ES256).keyId(keys.current().getKeyID()).build();
    return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
  }

  /** Deletes the refresh tokens that nobody can use any more. */
  void forget() {
    jdbc.sql("delete from refresh_token where expires_at < ?").param(now()).update();
    jdbc.sql(
            """
            delete from session s where last_used_at < ? and not exists (
              select from refresh_token t where t.session_id = s.session_id)
            """)
        .param(now().minus(REFRESH))
        .update();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private static ProblemException spent() {
    return ProblemException.of(ErrorCode.REFRESH_TOKEN_SPENT, "Log in again.");
  }
}
