package io.taskledger.projection.audittrail;

import io.taskledger.projection.batch.MultiRow;
import io.taskledger.projection.batch.MultiRow.Column;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table of events: one write a batch, and an event that is there already stays as it is. */
@Component
class AuditTable {
  private static final MultiRow<AuditEntry> INSERT =
      new MultiRow<>(
          """
          insert into audit_event (event_id, position, topic, event_type, revision, stream_id, version, at, user_id,
            actor, actor_kind, correlation_id, causation_id, traceparent, payload, undoes)
          select r.event_id, r.position, r.topic, r.event_type, r.revision, r.stream_id, r.version, r.at, r.user_id,
            r.actor, r.actor_kind, r.correlation_id, r.causation_id, r.traceparent, r.payload::jsonb, r.undoes
          from unnest(?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::bigint[],
            ?::timestamptz[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[])
            as r (event_id, position, topic, event_type, revision, stream_id, version, at, user_id,
              actor, actor_kind, correlation_id, causation_id, traceparent, payload, undoes)
          on conflict do nothing
          """,
          List.of(
              new Column<>("uuid", AuditEntry::eventId),
              new Column<>("int8", AuditEntry::position),
              new Column<>("text", AuditEntry::topic),
              new Column<>("text", AuditEntry::eventType),
              new Column<>("text", AuditEntry::revision),
              new Column<>("uuid", AuditEntry::streamId),
              new Column<>("int8", AuditEntry::version),
              new Column<>("timestamptz", AuditEntry::at),
              new Column<>("uuid", AuditEntry::userId),
              new Column<>("uuid", AuditEntry::actor),
              new Column<>("text", AuditEntry::actorKind),
              new Column<>("text", AuditEntry::correlationId),
              new Column<>("text", AuditEntry::causationId),
              new Column<>("text", AuditEntry::traceparent),
              new Column<>("text", AuditEntry::payload),
              new Column<>("uuid", AuditEntry::undoes)));

  private final JdbcTemplate jdbc;

  AuditTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Adds the entries, in the same order for every transaction, so that none waits for another in a
   * ring.
   */
  void add(List<AuditEntry> entries) {
    INSERT.write(jdbc, entries.stream().sorted(Comparator.comparing(AuditEntry::eventId)).toList());
  }
}
