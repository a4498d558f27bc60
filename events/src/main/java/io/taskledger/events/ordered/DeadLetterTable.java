package io.taskledger.events.ordered;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.taskledger.events.codec.EventHeader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The dead letters of one consumer. Every method takes part in the calling thread's transaction.
 */
final class DeadLetterTable {
  private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

  private final String consumer;
  private final JdbcTemplate jdbc;
  private final Rows rows;

  DeadLetterTable(String consumer, JdbcTemplate jdbc) {
    this.consumer = consumer;
    this.jdbc = jdbc;
    this.rows = new Rows(jdbc, consumer);
  }

  /**
   * A dead letter with what it holds.
   *
   * @param headers of an unreadable one; of others the parked event has them
   */
  record Kept(
      boolean unreadable,
      @Nullable UUID streamId,
      String topic,
      @Nullable String headers,
      byte @Nullable [] value) {}

  Marks marks(Collection<UUID> streams) {
    return rows.read(
        """
        select stream_id, version, discarded_at is not null from dead_letter
        where consumer = ? and stream_id = any(?)
          and (discarded_at is not null and version is not null or not unreadable)
        """,
        "uuid",
        streams,
        (found, marks) -> {
          UUID stream = found.getObject(1, UUID.class);
          if (found.getBoolean(3)) {
            marks
                .discarded()
                .computeIfAbsent(stream, ignored -> new HashSet<>())
                .add(found.getLong(2));
          } else {
            marks.stopped().add(stream);
          }
        },
        new Marks(new HashSet<>(), new HashMap<>()));
  }

  /** How many can be retried. */
  long open() {
    Long count =
        jdbc.queryForObject(
            """
            select count(*) from dead_letter
            where consumer = ? and discarded_at is null and not unreadable
            """,
            Long.class,
            consumer);
    return count == null ? 0 : count;
  }

  /** Makes an event that is parked a dead letter; tells its id. */
  UUID hold(Delivery event, Step.Hold hold) {
    UUID id = IDS.generate();
    jdbc.update(
        """
        insert into dead_letter (id, consumer, stream_id, version, event_type, topic, reason, attempts)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        id,
        consumer,
        event.streamId(),
        event.version(),
        event.headers().get(EventHeader.EVENT_TYPE),
        event.topic(),
        Reason.of(hold.failure(), event.headers(), event.value()),
        hold.failure() == null ? 0 : 1);
    return id;
  }

  /** Keeps a record that cannot be read, once. */
  void keep(UnreadableRecord found) {
    jdbc.update(
        """
        insert into dead_letter (id, consumer, unreadable, stream_id, version, event_type, topic,
          record_partition, record_offset, recorded_at, headers, value, reason, attempts)
        values (?, ?, true, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1) on conflict do nothing
        """,
        IDS.generate(),
        consumer,
        found.streamId(),
        found.version(),
        found.eventType(),
        found.message().topic(),
        found.message().partition(),
        found.message().offset(),
        Instant.ofEpochMilli(found.message().timestamp()).atOffset(ZoneOffset.UTC),
        ParkedEvents.text(found.headers()),
        found.value(),
        found.reason());
  }

  /** Takes one out that can be retried. */
  Optional<Kept> take(UUID id) {
    return jdbc
        .query(
            """
            delete from dead_letter where id = ? and consumer = ? and discarded_at is null
            returning unreadable, stream_id, topic, headers, value
            """,
            DeadLetterTable::kept,
            id,
            consumer)
        .stream()
        .findFirst();
  }

  /** Marks one as passed over; the row keeps the event. */
  Optional<Kept> discard(UUID id) {
    Optional<Kept> discarded =
        jdbc
            .query(
                """
                update dead_letter d set discarded_at = now(),
                  headers = coalesce(d.headers, (select p.headers from parked_event p
                    where p.consumer = d.consumer and p.stream_id = d.stream_id and p.version = d.version)),
                  value = coalesce(d.value, (select p.value from parked_event p
                    where p.consumer = d.consumer and p.stream_id = d.stream_id and p.version = d.version))
                where id = ? and consumer = ? and discarded_at is null
                returning unreadable, stream_id, topic, headers, value
                """,
                DeadLetterTable::kept,
                id,
                consumer)
            .stream()
            .findFirst();
    jdbc.update(
        """
        delete from parked_event p using dead_letter d
        where d.id = ? and d.consumer = ? and not d.unreadable
          and p.consumer = d.consumer and p.stream_id = d.stream_id and p.version = d.version
        """,
        id,
        consumer);
    return discarded;
  }

  /** Notes a further failure; tells the reason as it is kept, or nothing if it is gone. */
  Optional<String> failedAgain(UUID id, RuntimeException failure) {
    return jdbc
        .query(
            """
            select coalesce(d.headers, p.headers, '{}'), coalesce(d.value, p.value, '') from dead_letter d
            left join parked_event p
              on p.consumer = d.consumer and p.stream_id = d.stream_id and p.version = d.version
            where d.id = ? and d.consumer = ?
            """,
            (found, row) ->
                Reason.of(failure, ParkedEvents.headers(found.getString(1)), found.getBytes(2)),
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

  /** The oldest first. */
  List<DeadLetter> list(@Nullable UUID after, boolean discarded, int limit) {
    return jdbc.query(
        """
        select d.*, (select count(*) from parked_event p
            where p.consumer = d.consumer and p.stream_id = d.stream_id and p.version > d.version) as behind
        from dead_letter d
        where consumer = ? and (discarded_at is not null) = ? and (?::uuid is null or id > ?::uuid)
        order by id limit ?
        """,
        DeadLetterTable::letter,
        consumer,
        discarded,
        after,
        after,
        limit);
  }

  private static Kept kept(ResultSet found, int row) throws SQLException {
    return new Kept(
        found.getBoolean(1),
        found.getObject(2, UUID.class),
        found.getString(3),
        found.getString(4),
        found.getBytes(5));
  }

  private static DeadLetter letter(ResultSet found, int row) throws SQLException {
    OffsetDateTime discardedAt = found.getObject("discarded_at", OffsetDateTime.class);
    return new DeadLetter(
        found.getObject("id", UUID.class),
        found.getString("consumer"),
        found.getObject("stream_id", UUID.class),
        found.getObject("version", Long.class),
        found.getString("event_type"),
        found.getString("topic"),
        found.getString("reason"),
        found.getInt("attempts"),
        found.getObject("first_failed_at", OffsetDateTime.class).toInstant(),
        found.getObject("last_failed_at", OffsetDateTime.class).toInstant(),
        found.getLong("behind"),
        discardedAt == null ? null : discardedAt.toInstant());
  }
}
