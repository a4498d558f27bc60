package io.taskledger.messaging.inbox.store;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.taskledger.events.codec.EventHeader;
import io.taskledger.messaging.inbox.ordering.ProcessingPlan;
import io.taskledger.messaging.inbox.ordering.ReceivedEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Records and lists the dead letters of one consumer. Every method takes part in the calling
 * thread's transaction.
 */
public final class DeadLetterTable {
  private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

  private final String consumer;
  private final JdbcTemplate jdbc;

  DeadLetterTable(String consumer, JdbcTemplate jdbc) {
    this.consumer = consumer;
    this.jdbc = jdbc;
  }

  /** How many can be retried. */
  public long open() {
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

  /** Makes a buffered event a dead letter; returns its id. */
  public UUID add(ReceivedEvent event, ProcessingPlan.DeadLetterCause cause) {
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
        RedactedFailure.of(cause.failure(), event.headers(), event.value()),
        cause.failure() == null ? 0 : 1);
    return id;
  }

  /** Records a record that cannot be read; whether it is new. */
  public boolean add(UnreadableRecord found) {
    return 1
        == jdbc.update(
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
            OutOfOrderBuffer.text(found.headers()),
            found.value(),
            found.reason());
  }

  /** Lists them, oldest first. */
  public List<DeadLetter> list(@Nullable UUID after, boolean discarded, int limit) {
    return jdbc.query(
        """
        select d.*, (select count(*) from buffered_event p
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
