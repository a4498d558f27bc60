package io.taskledger.projection.batch;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * One statement that writes many rows: each column is bound as one array, and the SQL takes them
 * apart with {@code unnest}.
 *
 * @param sql has one parameter a column, in their order
 */
public record MultiRow<T>(String sql, List<Column<T>> columns) {
  /**
   * A column of the rows.
   *
   * @param type PostgreSQL's name of its type; the values of an array column travel as texts,
   *     because {@code unnest} would flatten them
   */
  public record Column<T>(String type, Function<T, @Nullable Object> value) {}

  /** Writes in the transaction of the calling thread. */
  public void write(JdbcOperations jdbc, Collection<T> rows) {
    jdbc.execute(
        (ConnectionCallback<Integer>)
            connection -> {
              try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int index = 0; index < columns.size(); index++) {
                  statement.setArray(index + 1, array(connection, columns.get(index), rows));
                }
                return statement.executeUpdate();
              }
            });
  }

  /** A list as the text of a PostgreSQL array. */
  public static Object arrayText(List<String> values) {
    StringBuilder text = new StringBuilder("{");
    for (String value : values) {
      if (text.length() > 1) {
        text.append(',');
      }
      text.append('"').append(value.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    }
    return text.append('}').toString();
  }

  private Array array(Connection connection, Column<T> column, Collection<T> rows)
      throws SQLException {
    return connection.createArrayOf(column.type(), rows.stream().map(column.value()).toArray());
  }
}
