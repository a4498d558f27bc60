package io.taskledger.projection.batch;

import io.taskledger.events.feed.CopyText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Writes many new rows with PostgreSQL's {@code COPY}, several times as fast as inserts.
 *
 * @param table unqualified, so that it is the one of the current transaction
 */
public record Copy<T>(String table, List<Column<T>> columns) {
  private static final int BUFFER = 1 << 16;

  /** Writes in the transaction of the calling thread. */
  public void write(JdbcOperations jdbc, Collection<? extends T> rows) {
    jdbc.execute(
        (ConnectionCallback<Long>)
            connection -> {
              try {
                return copy(connection, rows);
              } catch (IOException never) {
                throw new SQLException(never);
              }
            });
  }

  private long copy(Connection connection, Collection<? extends T> rows)
      throws SQLException, IOException {
    String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy " + table + " (" + names + ") from stdin");
    try {
      var text = new StringBuilder(BUFFER + BUFFER / 4);
      for (T row : rows) {
        line(text, row);
        if (text.length() >= BUFFER) {
          send(copy, text);
        }
      }
      send(copy, text);
      return copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private void line(StringBuilder text, T row) {
    for (Column<T> column : columns) {
      append(text, column.value().apply(row));
      text.append('\t');
    }
    text.setCharAt(text.length() - 1, '\n');
  }

  private static void append(StringBuilder text, @Nullable Object value) {
    if (value == null) {
      text.append("\\N");
    } else if (value instanceof String string) {
      text.append(CopyText.escape(string));
    } else {
      text.append(value);
    }
  }

  private static void send(CopyIn copy, StringBuilder text) throws SQLException {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    text.setLength(0);
  }
}
