package io.taskledger.command.eventstore;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.serialization.Serializer;

/** The latest snapshot of each aggregate. It can be emptied at any time. */
record SnapshotTable(StoreRows rows, SnapshotType type) {

  List<? extends DomainEventData<?>> read(String aggregateId) {
    return rows.query(
        """
        select type, aggregate_identifier, sequence_number, aggregate_identifier as event_identifier,
               time_stamp, payload_type, payload_revision, payload, '{}' as meta_data
        from snapshot
        where aggregate_identifier = ? and payload_type = ? and payload_revision = ?
        """,
        StoreRows::event,
        UUID.fromString(aggregateId),
        type.stableName(),
        type.revision());
  }

  /** Replaces an older one. */
  void store(DomainEventMessage<?> snapshot, Serializer serializer) {
    var payload = snapshot.serializePayload(serializer, String.class);
    var ignored =
        rows.query(
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
}
