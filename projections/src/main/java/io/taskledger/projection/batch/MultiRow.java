package io.taskledger.projection.batch;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * One statement that writes many rows: each column is bound as one array, and the SQL takes them
 * apart with {@code unnest}.
 *
 * @param sql has one parameter a column, in their order
 */
public record MultiRow<T>(String sql, List<ColumnMapping<T>> columns) {
  /** Inserts; {@code onConflict} is what follows those words. */
  public static <T> MultiRow<T> insert(
      String table, List<ColumnMapping<T>> columns, String onConflict) {
    return new MultiRow<>(
        "insert into %s (%s) select %s from %s on conflict %s"
            .formatted(
                table,
                joined(columns, ColumnMapping::name),
                joined(columns, column -> "r." + column.name() + "::" + column.type()),
                rows(columns),
                onConflict),
        columns);
  }

  /** Updates the rows that have the first column's value. */
  public static <T> MultiRow<T> update(String table, List<ColumnMapping<T>> columns) {
    String key = columns.getFirst().name();
    return new MultiRow<>(
        "update %1$s set %2$s from %3$s where %1$s.%4$s = r.%4$s"
            .formatted(
                table,
                joined(
                    columns.subList(1, columns.size()),
                    column -> column.name() + " = r." + column.name() + "::" + column.type()),
                rows(columns),
                key),
        columns);
  }

  /** Assigns what an insert would have inserted. */
  public static <T> String assignExcluded(List<ColumnMapping<T>> columns) {
    return joined(columns, column -> column.name() + " = excluded." + column.name());
  }

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
  public static String arrayText(List<String> values) {
    StringBuilder text = new StringBuilder("{");
    for (String value : values) {
      if (text.length() > 1) {
        text.append(',');
      }
      text.append('"').append(value.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    }
    return text.append('}').toString();
  }

  private Array array(Connection connection, ColumnMapping<T> column, Collection<T> rows)
      throws SQLException {
    return connection.createArrayOf(
        column.travelType(), rows.stream().map(column.value()).toArray());
  }

  private static <T> String rows(List<ColumnMapping<T>> columns) {
    return "unnest(%s) as r (%s)"
        .formatted(
            joined(columns, column -> "?::" + column.travelType() + "[]"),
            joined(columns, ColumnMapping::name));
  }

  private static <T> String joined(
      List<ColumnMapping<T>> columns, Function<ColumnMapping<T>, String> text) {
    return columns.stream().map(text).collect(Collectors.joining(", "));
  }
}
