package io.taskledger.command.eventstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.eventstream.PageTrailer;
import io.taskledger.eventstream.RecordedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Reads some events of one aggregate, in version order. */
final class AggregatePage {
  private static final String EVENTS =
      """
      select global_index, sequence_number + 1, time_stamp, event_identifier, aggregate_identifier,
             payload_type, payload_revision, meta_data, payload,
             (select max(sequence_number) + 1 from domain_event where aggregate_identifier = e.aggregate_identifier)
      from domain_event e
      where aggregate_identifier = ? and sequence_number >= ?
      order by sequence_number limit ?
      """;

  private AggregatePage() {}

  /** Reads the page, whose trailer counts versions. */
  static EventStreamController.Page read(
      Connection connection, UUID streamId, long fromVersion, int limit) throws SQLException {
    var page = new StringBuilder();
    long until = fromVersion - 1;
    long head = until;
    try (PreparedStatement select = connection.prepareStatement(EVENTS)) {
      select.setObject(1, streamId);
      select.setLong(2, fromVersion - 1);
      select.setInt(3, limit);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          until = row.getLong(2);
          head = row.getLong(10);
          page.append(event(row).write()).append('\n');
        }
      }
    }
    page.append(new PageTrailer(until, head).write()).append('\n');
    byte[] bytes = page.toString().getBytes(UTF_8);
    return response -> response.write(bytes);
  }

  private static RecordedEvent event(ResultSet row) throws SQLException {
    return new RecordedEvent(
        row.getLong(1),
        row.getLong(2),
        row.getObject(3, OffsetDateTime.class).toInstant().toEpochMilli(),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getString(9));
  }
}
