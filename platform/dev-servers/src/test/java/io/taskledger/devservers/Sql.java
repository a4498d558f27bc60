package io.taskledger.devservers;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Runs one statement and gives the first column of its first row, if it has one. */
final class Sql {
  private Sql() {}

  static String ask(DataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection()) {
      return ask(connection, sql);
    }
  }

  static String ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (var rows = statement.getResultSet()) {
        return rows.next() ? rows.getString(1) : "";
      }
    }
  }
}
