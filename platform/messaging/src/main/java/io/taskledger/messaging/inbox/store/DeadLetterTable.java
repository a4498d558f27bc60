package io.taskledger.messaging.inbox.store;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.taskledger.events.codec.EventHeader;
import io.taskledger.messaging.inbox.ordering.BlockedStreams;
import io.taskledger.messaging.inbox.ordering.ProcessingPlan;
import io.taskledger.messaging.inbox.ordering.ReceivedEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The dead letters of one consumer: how they come to be, and what is seen of them. Every method
 * takes part in the calling thread's transaction.
 */
public final class DeadLetterTable {
  private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

  private final String consumer;
  private final JdbcTemplate jdbc;
  private final Rows rows;

  DeadLetterTable(String consumer, JdbcTemplate jdbc) {
    this.consumer = consumer;
    this.jdbc = jdbc;
    this.rows = new Rows(jdbc, consumer);
  }

  /** What they mean for these streams. */
  BlockedStreams marks(Collection<UUID> streams) {
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
        new BlockedStreams(new HashSet<>(), new HashMap<>()));
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

  /** Makes an event that is parked a dead letter; tells its id. */
  public UUID hold(ReceivedEvent event, ProcessingPlan.Hold hold) {
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
        RedactedFailure.of(hold.failure(), event.headers(), event.value()),
        hold.failure() == null ? 0 : 1);
    return id;
  }

  /** Keeps a record that cannot be read, once. */
  public void keep(UnreadableRecord found) {
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
        OutOfOrderBuffer.text(found.headers()),
        found.value(),
        found.reason());
  }

  /** The oldest first. */
  public List<DeadLetter> list(@Nullable UUID after, boolean discarded, int limit) {
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
