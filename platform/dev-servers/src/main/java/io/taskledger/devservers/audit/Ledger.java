package io.taskledger.devservers.audit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** The event store as plain SQL sees it, past all code that is to be tested. */
public final class Ledger {
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final int FETCHED_AT_ONCE = 5_000;

  private final DataSource database;

  /** The store in the schema {@code command_side} of this database. */
  public Ledger(DataSource database) {
    this.database = database;
  }

  /** How many events the store says that it has. */
  public long head() throws SQLException {
    return number("select position::text from command_side.event_head");
  }

  /** How far the relay says that it has got; 0 before its first batch. */
  public long relayed() throws SQLException {
    return number(
        "select convert_from(token, 'UTF8') from command_side.token_entry"
            + " where processor_name = 'relay'");
  }

  /** All events in the order of their positions. */
  public List<StoredEvent> events() throws SQLException {
    List<StoredEvent> events = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      // Without this the driver would fetch all rows at once.
      connection.setAutoCommit(false);
      statement.setFetchSize(FETCHED_AT_ONCE);
      try (ResultSet row =
          statement.executeQuery(
              """
              select global_index, event_identifier, sequence_number + 1, payload_type,
                     coalesce(meta_data::json ->> 'correlationId', '')
              from command_side.domain_event order by global_index
              """)) {
        while (row.next()) {
          events.add(
              new StoredEvent(
                  row.getLong(1),
                  row.getString(2),
                  row.getLong(3),
                  row.getString(4),
                  row.getString(5)));
        }
      }
    }
    return events;
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      String text = row.next() ? row.getString(1) : null;
      Matcher found = NUMBER.matcher(text == null ? "" : text);
      return found.find() ? Long.parseLong(found.group()) : 0;
    }
  }
}
