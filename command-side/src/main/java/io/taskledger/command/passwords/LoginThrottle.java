package io.taskledger.command.passwords;

import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing. After five failures for an e-mail address from one network each further
 * attempt from there has to wait, first a second, then twice as long after every failure. After
 * fifty failures from anywhere the same holds for all networks but those from which the address has
 * logged in before: guesses of others keep nobody out who comes from where they usually do.
 * Addresses without an account are treated alike, so that nothing is learnt about who has one.
 *
 * <p>An attempt counts as failed from its beginning until it has succeeded. Otherwise a hundred
 * attempts that come at once would all be let through before the first of them fails.
 */
@Component
public class LoginThrottle {
  /** An address is forgiven when nobody has tried it for so long. */
  static final Duration WINDOW = Duration.ofHours(1);

  private static final int FREE_FROM_ONE_NETWORK = 5;
  private static final int FREE_FROM_ALL = 50;
  private static final Duration NETWORK_KNOWN_FOR = Duration.ofDays(90);

  // 2 to the power of 10 is above the longest pause; the exponent has a bound against overflow.
  private static final String FREE_AGAIN =
      """
      (attempt.last_at + case when attempt.failures < :free then 0
         else least(power(2, least(attempt.failures - :free, 10)), 900) end * interval '1 second')
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  LoginThrottle(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Begins an attempt from a network, or refuses it with the time to wait. */
  public void begin(String email, String network) {
    OffsetDateTime now = now();
    if (!isKnown(email, network)) {
      count(hash(email), FREE_FROM_ALL, now);
    }
    count(hash(email, network), FREE_FROM_ONE_NETWORK, now);
  }

  private boolean isKnown(String email, String network) {
    return jdbc.sql("select exists (select from log_in_network where address_hash = ?)")
        .param(hash(email, network))
        .query(Boolean.class)
        .single();
  }

  private void count(byte[] key, int free, OffsetDateTime now) {
    boolean let =
        jdbc.sql(
                    """
                    insert into log_in_attempt as attempt values (:key, 1, :now)
                    on conflict (address_hash) do update set
                      failures = case when attempt.last_at < :forgiven then 1
                                      else attempt.failures + 1 end,
                      last_at = :now
                    where %s <= :now
                    """
                        .formatted(FREE_AGAIN))
                .param("key", key)
                .param("free", free)
                .param("now", now)
                .param("forgiven", now.minus(WINDOW))
                .update()
            == 1;
    if (!let) {
      throw ProblemException.of(
              ErrorCode.TOO_MANY_ATTEMPTS,
              "Wait as long as Retry-After says, in seconds; then the right password is taken.")
          .retryAfter(pause(key, free, now));
    }
  }

  /** The attempt had the right password: the network starts afresh, and is known from now on. */
  public void succeeded(String email, String network) {
    jdbc.sql("delete from log_in_attempt where address_hash = ?")
        .param(hash(email, network))
        .update();
    takeBack(hash(email));
    jdbc.sql(
            """
            insert into log_in_network values (?, ?)
            on conflict (address_hash) do update set last_at = excluded.last_at
            """)
        .param(hash(email, network))
        .param(now())
        .update();
  }

  /** Compares in an attempt that has begun; one in which nobody could look is no attempt. */
  public boolean compare(String email, String network, BooleanSupplier comparison) {
    try {
      return comparison.getAsBoolean();
    } catch (ProblemException busy) {
      takeBack(hash(email, network));
      takeBack(hash(email));
      throw busy;
    }
  }

  private void takeBack(byte[] key) {
    jdbc.sql(
            "update log_in_attempt set failures = failures - 1"
                + " where address_hash = ? and failures > 0")
        .param(key)
        .update();
  }

  /** Deletes what is too old to matter. */
  public void forget() {
    jdbc.sql("delete from log_in_attempt where last_at < ?").param(now().minus(WINDOW)).update();
    jdbc.sql("delete from log_in_network where last_at < ?")
        .param(now().minus(NETWORK_KNOWN_FOR))
        .update();
  }

  private Duration pause(byte[] key, int free, OffsetDateTime now) {
    Optional<OffsetDateTime> freeAgain =
        jdbc.sql(
                "select "
                    + FREE_AGAIN
                    + " from log_in_attempt as attempt where address_hash = :key")
            .param("key", key)
            .param("free", free)
            .query(OffsetDateTime.class)
            .optional();
    Duration left = freeAgain.map(at -> Duration.between(now, at)).orElse(Duration.ZERO);
    return left.isPositive() ? left : Duration.ofSeconds(1);
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private static byte[] hash(String... parts) {
    return SecretToken.hash(String.join("\n", parts));
  }
}
