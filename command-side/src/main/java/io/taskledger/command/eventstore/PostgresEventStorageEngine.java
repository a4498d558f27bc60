package io.taskledger.command.eventstore;

import io.taskledger.events.codec.StableNameSerializer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.BatchingEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

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

  private final DataSource dataSource;
  private final GroupCommit groupCommit;
  private final SnapshotType snapshots;

  /** An engine over the schema of this data source, of which the writer keeps one connection. */
  public PostgresEventStorageEngine(
      DataSource dataSource, StableNameSerializer serializer, SnapshotType snapshots) {
    super(new Settings(serializer, snapshots));
    this.snapshots = snapshots;
    this.dataSource = dataSource;
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
      groupCommit.append(
          new Append(
              events.stream().map(event -> EventRow.of(event, serializer)).toList(),
              AppendCompanions.current()));
    }
  }

  @Override
  protected List<? extends DomainEventData<?>> fetchDomainEvents(
      String aggregateId, long firstSequenceNumber, int batchSize) {
    return query(
        EVENTS
            + " where aggregate_identifier = ? and sequence_number >= ? order by sequence_number"
            + " limit ?",
        PostgresEventStorageEngine::event,
        UUID.fromString(aggregateId),
        firstSequenceNumber,
        batchSize);
  }

  @Override
  protected List<? extends TrackedEventData<?>> fetchTrackedEvents(
      @Nullable TrackingToken after, int batchSize) {
    return query(
        EVENTS + " where global_index > ? order by global_index limit ?",
        row ->
            new TrackedDomainEventData<>(
                new GlobalSequenceTrackingToken(row.getLong("global_index")), event(row)),
        after == null ? 0L : after.position().orElse(0L),
        batchSize);
  }

  @Override
  public Optional<Long> lastSequenceNumberFor(String aggregateId) {
    return query(
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
        query(sql, row -> row.getLong(1), parameters).getFirst());
  }

  @Override
  protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateId) {
    return query(
        """
        select type, aggregate_identifier, sequence_number, aggregate_identifier as event_identifier,
               time_stamp, payload_type, payload_revision, payload, '{}' as meta_data
        from snapshot
        where aggregate_identifier = ? and payload_type = ? and payload_revision = ?
        """,
        PostgresEventStorageEngine::event,
        UUID.fromString(aggregateId),
        snapshots.stableName(),
        snapshots.revision())
        .stream();
  }

  @Override
  protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
    var payload = snapshot.serializePayload(serializer, String.class);
    query(
        """
        insert into snapshot as old (aggregate_identifier, sequence_number, type, time_stamp,
          payload_type, payload_revision, payload)
        values (?, ?, ?, ?, ?, ?, ?)
        on conflict (aggregate_identifier) do update
          set sequence_number = excluded.sequence_number, time_stamp = excluded.time_stamp,
              payload_type = excluded.payload_type, payload_revision = excluded.payload_revision,
              payload = excluded.payload
          where old.sequence_number < excluded.sequence_number
            or old.payload_revision <> excluded.payload_revision
        returning 1
        """,
        row -> row.getInt(1),
        UUID.fromString(snapshot.getAggregateIdentifier()),
        snapshot.getSequenceNumber(),
        snapshot.getType(),
        OffsetDateTime.ofInstant(snapshot.getTimestamp(), ZoneOffset.UTC),
        payload.getType().getName(),
        payload.getType().getRevision(),
        payload.getData());
  }

  @Override
  public void close() {
    groupCommit.close();
  }

  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> query(String sql, Row<T> reader, Object... parameters) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        select.setObject(i + 1, parameters[i]);
      }
      List<T> rows = new ArrayList<>();
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          rows.add(reader.read(found));
        }
      }
      return rows;
    } catch (SQLException failed) {
      throw new EventStoreException("The event store could not be read", failed);
    }
  }

  private static GenericDomainEventEntry<String> event(ResultSet row) throws SQLException {
    return new GenericDomainEventEntry<>(
        row.getString("type"),
        row.getString("aggregate_identifier"),
        row.getLong("sequence_number"),
        row.getString("event_identifier"),
        row.getObject("time_stamp", OffsetDateTime.class).toInstant(),
        row.getString("payload_type"),
        row.getString("payload_revision"),
        row.getString("payload"),
        row.getString("meta_data"));
  }
}
