package io.taskledger.query.audit;

import io.taskledger.query.page.KeyType;
import io.taskledger.query.page.Keyset;
import io.taskledger.query.page.Page;
import io.taskledger.query.page.PageRequest;
import io.taskledger.query.page.Where;
import io.taskledger.query.people.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the audit trail out of PostgreSQL. */
@Component
final class AuditTrail {
  /** By time and not by position: what other services publish has none. */
  static final Keyset NEWEST_FIRST = new Keyset("at", KeyType.TIME, true, false, "event_id");

  private static final String SQL =
      """
      select event_id, position, topic like 'task.%%' as of_task, event_type, stream_id, version,
        at, user_id, actor, actor_kind, correlation_id, causation_id, undoes, payload, %s,
        (select name from person where person.user_id = actor) as actor_name
      from audit_event where %s order by %s limit :rows
      """;

  private final JdbcClient jdbc;
  private final TransactionTemplate ownPlans;

  AuditTrail(JdbcClient jdbc, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.ownPlans = new TransactionTemplate(transactions);
    ownPlans.setReadOnly(true);
  }

  Page<AuditEntry> of(AuditFilter filter, PageRequest page) {
    return Page.of(rows(filter, page), page);
  }

  /** The events of a page, and one more if there are others behind it. */
  List<Page.Row<AuditEntry>> rows(AuditFilter filter, PageRequest page) {
    return ownPlans.execute(
        transaction -> {
          // A plan for any actor and type reads all events of a busy actor to find an old type.
          jdbc.sql("set local plan_cache_mode = force_custom_plan").update();
          return select(filter, page);
        });
  }

  private List<Page.Row<AuditEntry>> select(AuditFilter filter, PageRequest page) {
    Where where = filter.where();
    page.after(where);
    Keyset order = page.order();
    return jdbc.sql(SQL.formatted(order.selected(), where.sql(), order.order()))
        .params(where.parameters())
        .param("rows", page.rows())
        .query((row, number) -> new Page.Row<>(entry(row), order.place(row)))
        .list();
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    UUID streamId = row.getObject("stream_id", UUID.class);
    return new AuditEntry(
        row.getObject("event_id", UUID.class),
        row.getObject("position", Long.class),
        row.getString("event_type"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        streamId,
        row.getBoolean("of_task") ? streamId : null,
        row.getObject("user_id", UUID.class),
        Actor.of(
            row.getObject("actor", UUID.class),
            row.getString("actor_name"),
            row.getString("actor_kind")),
        row.getLong("version"),
        row.getString("correlation_id"),
        row.getString("causation_id"),
        row.getObject("undoes", UUID.class),
        row.getString("payload"));
  }
}
