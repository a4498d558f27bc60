package io.taskledger.messaging.inbox.store;

import io.taskledger.messaging.inbox.ordering.ProcessingPlan;
import io.taskledger.messaging.inbox.ordering.ReceivedEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Unblocks the streams behind dead letters: for another try, or for good. Every method takes part
 * in the calling thread's transaction.
 */
public final class DeadLetterRetry {
  private final String consumer;
  private final JdbcTemplate jdbc;

  DeadLetterRetry(String consumer, JdbcTemplate jdbc) {
    this.consumer = consumer;
    this.jdbc = jdbc;
  }

  /**
   * A dead letter with its event.
   *
   * @param headers of an unreadable one; of others the buffered event has them
   */
  private record Stored(
      boolean unreadable,
      @Nullable UUID streamId,
      String topic,
      @Nullable String headers,
      byte @Nullable [] value) {
    ProcessingPlan plan() {
      if (!unreadable) {
        return ProcessingPlan.ofBuffered(streamId);
      }
      return ProcessingPlan.of(
          List.of(
              ReceivedEvent.of(
                  topic,
                  OutOfOrderBuffer.headers(String.valueOf(headers)),
                  value == null ? new byte[0] : value)));
    }
  }

  /** Removes one that can be retried; returns what to process then, or empty if it is gone. */
  public Optional<ProcessingPlan> take(UUID id) {
    return jdbc
        .query(
            """
            delete from dead_letter where id = ? and consumer = ? and discarded_at is null
            returning unreadable, stream_id, topic, headers, value
            """,
            DeadLetterRetry::stored,
            id,
            consumer)
        .stream()
        .findFirst()
        .map(Stored::plan);
  }

  /** Marks one as skipped, as {@link #take}; the row keeps the event. */
  public Optional<ProcessingPlan> discard(UUID id) {
    Optional<ProcessingPlan> discarded =
        jdbc
            .query(
                """
                update dead_letter d set discarded_at = now(),
                  headers = coalesce(d.headers, (select p.headers from buffered_event p
                    where p.consumer = d.consumer and p.stream_id = d.stream_id and p.version = d.version)),
                  value = coalesce(d.value, (select p.value from buffered_event p
                    where p.consumer = d.consumer and p.stream_id = d.stream_id and p.version = d.version))
                where id = ? and consumer = ? and discarded_at is null
                returning stream_id
                """,
                (found, row) -> ProcessingPlan.ofBuffered(found.getObject(1, UUID.class)),
                id,
                consumer)
            .stream()
            .findFirst();
    jdbc.update(
        """
        delete from buffered_event p using dead_letter d
        where d.id = ? and d.consumer = ? and not d.unreadable
          and p.consumer = d.consumer and p.stream_id = d.stream_id and p.version = d.version
        """,
        id,
        consumer);
    return discarded;
  }

  /** Records another failure; returns the recorded reason, or empty if it is gone. */
  public Optional<String> failedAgain(UUID id, RuntimeException failure) {
    return jdbc
        .query(
            """
            select coalesce(d.headers, p.headers, '{}'), coalesce(d.value, p.value, '') from dead_letter d
            left join buffered_event p
              on p.consumer = d.consumer and p.stream_id = d.stream_id and p.version = d.version
            where d.id = ? and d.consumer = ?
            """,
            (found, row) ->
                RedactedFailure.of(
                    failure, OutOfOrderBuffer.headers(found.getString(1)), found.getBytes(2)),
            id,
            consumer)
        .stream()
        .findFirst()
        .map(
            reason -> {
              jdbc.update(
                  """
                  update dead_letter set attempts = attempts + 1, reason = ?, last_failed_at = now()
                  where id = ?
                  """,
                  reason,
                  id);
              return reason;
            });
  }

  private static Stored stored(ResultSet found, int row) throws SQLException {
    return new Stored(
        found.getBoolean(1),
        found.getObject(2, UUID.class),
        found.getString(3),
        found.getString(4),
        found.getBytes(5));
  }
}
