package io.taskledger.messaging.inbox.store;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the rows of one consumer for many keys with one statement. */
record Rows(JdbcTemplate jdbc, String consumer) {
  /** What a row adds to the result. */
  interface Row<T> {
    void into(ResultSet found, T result) throws SQLException;
  }

  /**
   * Reads.
   *
   * @param sql with two parameters, the consumer and the array of keys
   * @param type PostgreSQL's name of the keys' type
   */
  <T> T read(String sql, String type, Collection<?> keys, Row<T> row, T result) {
    jdbc.execute(
        (ConnectionCallback<T>)
            connection -> {
              Array array = connection.createArrayOf(type, keys.toArray());
              try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setString(1, consumer);
                select.setArray(2, array);
                try (ResultSet found = select.executeQuery()) {
                  while (found.next()) {
                    row.into(found, result);
                  }
                }
              }
              return result;
            });
    return result;
  }
}
