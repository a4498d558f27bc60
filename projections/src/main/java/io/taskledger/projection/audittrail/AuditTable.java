package io.taskledger.projection.audittrail;

import io.taskledger.projection.batch.ColumnMapping;
import io.taskledger.projection.batch.MultiRow;
import io.taskledger.projection.batch.PgCopyWriter;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table of events: one write a batch, and an event that is there already stays as it is. */
@Component
class AuditTable {
  private static final List<ColumnMapping<AuditEntry>> COLUMNS =
      List.of(
          new ColumnMapping<>("event_id", "uuid", AuditEntry::eventId),
          new ColumnMapping<>("position", "int8", AuditEntry::position),
          new ColumnMapping<>("topic", "text", AuditEntry::topic),
          new ColumnMapping<>("event_type", "text", AuditEntry::eventType),
          new ColumnMapping<>("revision", "text", AuditEntry::revision),
          new ColumnMapping<>("stream_id", "uuid", AuditEntry::streamId),
          new ColumnMapping<>("version", "int8", AuditEntry::version),
          new ColumnMapping<>("at", "timestamptz", AuditEntry::at),
          new ColumnMapping<>("user_id", "uuid", AuditEntry::userId),
          new ColumnMapping<>("actor", "uuid", AuditEntry::actor),
          new ColumnMapping<>("actor_kind", "text", AuditEntry::actorKind),
          new ColumnMapping<>("correlation_id", "text", AuditEntry::correlationId),
          new ColumnMapping<>("causation_id", "text", AuditEntry::causationId),
          new ColumnMapping<>("traceparent", "text", AuditEntry::traceparent),
          new ColumnMapping<>("payload", "jsonb", AuditEntry::payload),
          new ColumnMapping<>("undoes", "uuid", AuditEntry::undoes));

  private static final MultiRow<AuditEntry> INSERT =
      MultiRow.insert("audit_event", COLUMNS, "do nothing");

  static final PgCopyWriter<AuditEntry> COPY = new PgCopyWriter<>("audit_event", COLUMNS);

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
