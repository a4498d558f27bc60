package io.taskledger.command.eventstore;

import io.taskledger.command.eventstore.append.GroupCommit;
import io.taskledger.messaging.codec.StableNameSerializer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.BatchingEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;

/**
 * Axon's event storage on one PostgreSQL table, written with {@link GroupCommit}. Positions are
 * gapless and in commit order, so a reader that has seen position n has seen all before it, and the
 * token is a plain number. A read takes a connection for one statement and no transaction, so that
 * no pooled connection is held while a command waits.
 */
public final class PostgresEventStorageEngine extends BatchingEventStorageEngine
    implements AutoCloseable {
  private static final int READ_AT_ONCE = 500;
  private static final String EVENTS =
      """
      select global_index, event_identifier, aggregate_identifier, sequence_number, type, time_stamp,
             payload_type, payload_revision, payload, meta_data
      from domain_event
      """;

  private final StoreRows rows;
  private final GroupCommit groupCommit;
  private final SnapshotTable snapshots;

  /** An engine over the schema of this data source, of which the writer keeps one connection. */
  public PostgresEventStorageEngine(
      DataSource dataSource, StableNameSerializer serializer, SnapshotType snapshots) {
    super(new Settings(serializer, snapshots));
    this.rows = new StoreRows(dataSource);
    this.snapshots = new SnapshotTable(rows, snapshots);
    this.groupCommit = new GroupCommit(dataSource);
  }

  private static final class Settings extends Builder {
    Settings(StableNameSerializer serializer, SnapshotType snapshots) {
      eventSerializer(serializer);
      snapshotSerializer(new SnapshotSerializer(snapshots, serializer));
      batchSize(READ_AT_ONCE);
    }
  }

  @Override
  protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
    if (!events.isEmpty()) {
      groupCommit.append(events, serializer);
    }
  }

  @Override
  protected List<? extends DomainEventData<?>> fetchDomainEvents(
      String aggregateId, long firstSequenceNumber, int batchSize) {
    return rows.query(
        EVENTS
            + " where aggregate_identifier = ? and sequence_number >= ? order by sequence_number"
            + " limit ?",
        StoreRows::event,
        UUID.fromString(aggregateId),
        firstSequenceNumber,
        batchSize);
  }

  @Override
  protected List<? extends TrackedEventData<?>> fetchTrackedEvents(
      @Nullable TrackingToken after, int batchSize) {
    return rows.query(
        EVENTS + " where global_index > ? order by global_index limit ?",
        row ->
            new TrackedDomainEventData<>(
                new GlobalSequenceTrackingToken(row.getLong("global_index")), StoreRows.event(row)),
        after == null ? 0L : after.position().orElse(0L),
        batchSize);
  }

  @Override
  public Optional<Long> lastSequenceNumberFor(String aggregateId) {
    return rows
        .query(
            """
            select max(sequence_number) from domain_event where aggregate_identifier = ?
            having max(sequence_number) is not null
            """,
            row -> row.getLong(1),
            UUID.fromString(aggregateId))
        .stream()
        .findFirst();
  }

  @Override
  public TrackingToken createTailToken() {
    return new GlobalSequenceTrackingToken(0);
  }

  @Override
  public TrackingToken createHeadToken() {
    return token("select position from event_head");
  }

  @Override
  public TrackingToken createTokenAt(Instant at) {
    return token(
        "select coalesce(max(global_index), 0) from domain_event where time_stamp < ?",
        OffsetDateTime.ofInstant(at, ZoneOffset.UTC));
  }

  private TrackingToken token(String sql, Object... parameters) {
    return new GlobalSequenceTrackingToken(
        rows.query(sql, row -> row.getLong(1), parameters).getFirst());
  }

  /** Reads it to the end: one that is broken fails here, where the store turns to the events. */
  @Override
  public Optional<DomainEventMessage<?>> readSnapshot(String aggregateId) {
    Optional<DomainEventMessage<?>> snapshot = super.readSnapshot(aggregateId);
    snapshot.ifPresent(DomainEventMessage::getPayload);
    return snapshot;
  }

  @Override
  protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateId) {
    return snapshots.read(aggregateId).stream();
  }

  @Override
  protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
    snapshots.store(snapshot, serializer);
  }

  /** Whether appends are written. */
  public Health writerHealth() {
    if (!groupCommit.isAlive()) {
      return Health.down().withDetail("writer", "stopped").build();
    }
    return groupCommit
        .fault()
        .map(fault -> Health.down().withDetail("fault", fault.getClass().getName()).build())
        .orElseGet(() -> Health.up().build());
  }

  @Override
  public void close() {
    groupCommit.close();
  }
}
