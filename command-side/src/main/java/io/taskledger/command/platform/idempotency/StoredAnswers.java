package io.taskledger.command.platform.idempotency;

import io.taskledger.command.platform.idempotency.Idempotency.Answer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of answers by key. */
@Repository
class StoredAnswers {
  static final String INSERT =
      "insert into idempotency_key (user_id, key, part, fingerprint, status, answer)"
          + " values (?, ?, ?, ?, ?, ?)";

  private static final Duration KEPT = Duration.ofHours(24);

  private final JdbcClient jdbc;
  private final Clock clock;

  StoredAnswers(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * What is stored under a key.
   *
   * @param answer null while a batch is running
   */
  record Stored(byte[] fingerprint, @Nullable Answer answer, OffsetDateTime at) {}

  /** What is stored under this key; an expired answer is deleted. */
  Optional<Stored> of(IdempotencyKey key) {
    Optional<Stored> found =
        jdbc.sql(
                "select fingerprint, status, answer, created_at from idempotency_key"
                    + " where user_id = ? and key = ? and part = ?")
            .param(key.user().value())
            .param(key.key())
            .param(key.part())
            .query((row, n) -> read(row))
            .optional();
    if (found.isPresent() && found.get().at().isBefore(expiry())) {
      jdbc.sql("delete from idempotency_key where user_id = ? and key = ? and created_at < ?")
          .param(key.user().value())
          .param(key.key())
          .param(expiry())
          .update();
      return Optional.empty();
    }
    return found;
  }

  private static Stored read(ResultSet row) throws SQLException {
    String answer = row.getString("answer");
    return new Stored(
        row.getBytes("fingerprint"),
        answer == null ? null : new Answer(row.getInt("status"), answer, true),
        row.getObject("created_at", OffsetDateTime.class));
  }

  /** Stores an answer unless the key has one; whether it did. */
  boolean store(IdempotencyKey key, Answer answer) {
    int stored =
        jdbc.sql(INSERT + " on conflict do nothing")
            .param(key.user().value())
            .param(key.key())
            .param(key.part())
            .param(key.fingerprint())
            .param(answer.status())
            .param(answer.json())
            .update();
    return stored == 1;
  }

  void claim(IdempotencyKey key) {
    jdbc.sql(
            "insert into idempotency_key (user_id, key, part, fingerprint) values (?, ?, ?, ?)"
                + " on conflict do nothing")
        .param(key.user().value())
        .param(key.key())
        .param(key.part())
        .param(key.fingerprint())
        .update();
  }

  void conclude(IdempotencyKey key, Answer answer) {
    jdbc.sql(
            "update idempotency_key set status = ?, answer = ?"
                + " where user_id = ? and key = ? and part = ?")
        .param(answer.status())
        .param(answer.json())
        .param(key.user().value())
        .param(key.key())
        .param(key.part())
        .update();
  }

  void deleteExpired() {
    jdbc.sql("delete from idempotency_key where created_at < ?").param(expiry()).update();
  }

  private OffsetDateTime expiry() {
    return clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC);
  }
}
