package io.taskledger.command.eventstore.append;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** The statements of one group commit, on one connection. */
final class AppendTransaction {
  private final Connection connection;
  private boolean committing;

  AppendTransaction(Connection connection) {
    this.connection = connection;
  }

  /**
   * Writes all appends in one transaction. The head's row stays locked until the commit, so that
   * positions are gapless and in commit order, whichever process writes.
   */
  void commit(List<Append> appends) throws SQLException {
    List<EventRow> rows = appends.stream().flatMap(append -> append.rows.stream()).toList();
    insert(rows, advanceHead(rows.size()));
    new CompanionStatements(connection).write(appends);
    committing = true;
    connection.commit();
  }

  /**
   * Whether a failure leaves open what became of the transaction; before that it is rolled back.
   */
  boolean isInDoubt() {
    return committing;
  }

  /**
   * Whether an append is in the store, to be asked on a new connection when the old one was lost
   * during a commit. Waits for the head's lock first: after that the lost transaction has ended,
   * one way or the other.
   */
  boolean isStored(Append append) throws SQLException {
    advanceHead(0);
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select 1 from domain_event
            where aggregate_identifier = ? and sequence_number = ? and event_identifier = ?
            """)) {
      EventRow first = append.rows.getFirst();
      select.setObject(1, first.aggregateId());
      select.setLong(2, first.sequenceNumber());
      select.setObject(3, first.eventId());
      try (ResultSet found = select.executeQuery()) {
        return found.next();
      }
    }
  }

  private long advanceHead(int count) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update event_head set position = position + ? returning position - ?")) {
      update.setInt(1, count);
      update.setInt(2, count);
      try (ResultSet found = update.executeQuery()) {
        found.next();
        return found.getLong(1);
      }
    }
  }

  private void insert(List<EventRow> rows, long head) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into domain_event
            select ? + n, e, a, s, t, at::timestamptz, pt, pr, p, m
            from unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::text[], ?::text[])
                 with ordinality as row (e, a, s, t, at, pt, pr, p, m, n)
            """)) {
      insert.setLong(1, head);
      array(insert, 2, "uuid", rows, EventRow::eventId);
      array(insert, 3, "uuid", rows, EventRow::aggregateId);
      array(insert, 4, "int8", rows, EventRow::sequenceNumber);
      array(insert, 5, "text", rows, EventRow::aggregateType);
      array(insert, 6, "text", rows, EventRow::at);
      array(insert, 7, "text", rows, EventRow::payloadType);
      array(insert, 8, "text", rows, EventRow::payloadRevision);
      array(insert, 9, "text", rows, EventRow::payload);
      array(insert, 10, "text", rows, EventRow::metaData);
      insert.executeUpdate();
    }
  }

  private void array(
      PreparedStatement insert,
      int index,
      String type,
      List<EventRow> rows,
      Function<EventRow, Object> column)
      throws SQLException {
    insert.setArray(index, connection.createArrayOf(type, rows.stream().map(column).toArray()));
  }
}
