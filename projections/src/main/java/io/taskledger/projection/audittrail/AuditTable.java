package io.taskledger.projection.audittrail;

import io.taskledger.projection.batch.Column;
import io.taskledger.projection.batch.Copy;
import io.taskledger.projection.batch.MultiRow;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table of events: one write a batch, and an event that is there already stays as it is. */
@Component
class AuditTable {
  private static final List<Column<AuditEntry>> COLUMNS =
      List.of(
          new Column<>("event_id", "uuid", AuditEntry::eventId),
          new Column<>("position", "int8", AuditEntry::position),
          new Column<>("topic", "text", AuditEntry::topic),
          new Column<>("event_type", "text", AuditEntry::eventType),
          new Column<>("revision", "text", AuditEntry::revision),
          new Column<>("stream_id", "uuid", AuditEntry::streamId),
          new Column<>("version", "int8", AuditEntry::version),
          new Column<>("at", "timestamptz", AuditEntry::at),
          new Column<>("user_id", "uuid", AuditEntry::userId),
          new Column<>("actor", "uuid", AuditEntry::actor),
          new Column<>("actor_kind", "text", AuditEntry::actorKind),
          new Column<>("correlation_id", "text", AuditEntry::correlationId),
          new Column<>("causation_id", "text", AuditEntry::causationId),
          new Column<>("traceparent", "text", AuditEntry::traceparent),
          new Column<>("payload", "jsonb", AuditEntry::payload),
          new Column<>("undoes", "uuid", AuditEntry::undoes));

  private static final MultiRow<AuditEntry> INSERT =
      MultiRow.insert("audit_event", COLUMNS, "do nothing");

  static final Copy<AuditEntry> COPY = new Copy<>("audit_event", COLUMNS);

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

  /**
   * Copies from another generation what command-side's feed does not have: what other services
   * published.
   */
  void addWithoutPosition(String from) {
    jdbc.update(
        """
        insert into audit_event
        select * from %s.audit_event o
        where position is null and not exists (select from audit_event n where n.event_id = o.event_id)
        """
            .formatted(from));
    jdbc.update(
        """
        insert into processed_version as s (consumer, stream_id, version)
        select consumer, stream_id, version from %1$s.processed_version
        where stream_id in (select stream_id from %1$s.audit_event where position is null)
        on conflict (consumer, stream_id) do update set version = excluded.version
        where s.version < excluded.version
        """
            .formatted(from));
    jdbc.update(
        """
        insert into buffered_event
        select p.* from %s.buffered_event p
        where not exists (select from processed_version s where s.stream_id = p.stream_id and s.version >= p.version)
        on conflict do nothing
        """
            .formatted(from));
  }
}
