package io.taskledger.command.passwords;

import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing: after five failures for an address each further attempt has to wait, first a
 * second, then twice as long after every failure. Addresses without an account are treated alike,
 * so that nothing is learnt about who has one.
 *
 * <p>An attempt counts as failed from its beginning until it has succeeded. Otherwise a hundred
 * attempts that come at once would all be let through before the first of them fails.
 */
@Component
public class LogInThrottle {
  /** An address is forgiven when nobody has tried it for so long. */
  static final Duration WINDOW = Duration.ofHours(1);

  // 2 to the power of 10 is above the longest pause; the exponent has a bound against overflow.
  private static final String FREE_FROM =
      """
      (attempt.last_at + case when attempt.failures < 5 then 0
         else least(power(2, least(attempt.failures - 5, 10)), 900) end * interval '1 second')
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  LogInThrottle(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Begins an attempt, or refuses it with the time to wait. */
  public void begin(String email) {
    byte[] address = hash(email);
    OffsetDateTime now = now();
    boolean let =
        jdbc.sql(
                    """
                    insert into log_in_attempt as attempt values (:address, 1, :now)
                    on conflict (address_hash) do update set
                      failures = case when attempt.last_at < :forgiven then 1
                                      else attempt.failures + 1 end,
                      last_at = :now
                    where %s <= :now
                    """
                        .formatted(FREE_FROM))
                .param("address", address)
                .param("now", now)
                .param("forgiven", now.minus(WINDOW))
                .update()
            == 1;
    if (!let) {
      throw ProblemException.of(
              ErrorCode.TOO_MANY_ATTEMPTS,
              "Wait as long as Retry-After says, in seconds; then the right password is taken.")
          .retryAfter(pause(address, now));
    }
  }

  /** The attempt had the right password: the address starts afresh. */
  public void succeeded(String email) {
    jdbc.sql("delete from log_in_attempt where address_hash = ?").param(hash(email)).update();
  }

  /** The attempt was neither right nor wrong, as the password was not looked at. */
  public void withdraw(String email) {
    jdbc.sql("update log_in_attempt set failures = failures - 1 where address_hash = ?")
        .param(hash(email))
        .update();
  }

  /** Deletes what is too old to matter. */
  public void forget() {
    jdbc.sql("delete from log_in_attempt where last_at < ?").param(now().minus(WINDOW)).update();
  }

  private Duration pause(byte[] address, OffsetDateTime now) {
    Optional<OffsetDateTime> freeFrom =
        jdbc.sql("select " + FREE_FROM + " from log_in_attempt as attempt where address_hash = ?")
            .param(address)
            .query(OffsetDateTime.class)
            .optional();
    Duration left = freeFrom.map(free -> Duration.between(now, free)).orElse(Duration.ZERO);
    return left.isPositive() ? left : Duration.ofSeconds(1);
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private static byte[] hash(String email) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(email.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
