package io.taskledger.query.notifications;

import io.taskledger.events.codec.EventJson;
import io.taskledger.events.codec.EventType;
import io.taskledger.events.notification.NotificationSent;
import io.taskledger.events.user.UserId;
import io.taskledger.query.page.KeyType;
import io.taskledger.query.page.Keyset;
import io.taskledger.query.page.Page;
import io.taskledger.query.page.PageRequest;
import io.taskledger.query.page.Where;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what was sent to a person out of the audit trail. */
@Component
final class NotificationList {
  static final Keyset NEWEST_FIRST = new Keyset("at", KeyType.TIME, true, false, "event_id");

  // The type is written out: the index is on events of this type only.
  private static final String SQL =
      """
      select event_id, revision, at, payload, %s from audit_event
      where event_type = 'NotificationSent' and user_id = :caller and %s order by %s limit :rows
      """;

  private final JdbcClient jdbc;

  NotificationList(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Page<SentNotification> of(UserId caller, PageRequest page) {
    var where = new Where();
    page.after(where);
    Keyset order = page.order();
    List<Page.Row<SentNotification>> rows =
        jdbc.sql(SQL.formatted(order.selected(), where.sql(), order.order()))
            .params(where.parameters())
            .param("caller", caller.value())
            .param("rows", page.rows())
            .query((row, number) -> new Page.Row<>(notification(row), order.place(row)))
            .list();
    return Page.of(rows, page);
  }

  private static SentNotification notification(ResultSet row) throws SQLException {
    var sent =
        (NotificationSent)
            EventJson.read(
                EventType.NOTIFICATION_SENT, row.getString("revision"), row.getString("payload"));
    return new SentNotification(
        sent.notificationId().value(),
        sent.type(),
        sent.channel(),
        sent.subject(),
        sent.status(),
        row.getObject("at", OffsetDateTime.class).toInstant());
  }
}
