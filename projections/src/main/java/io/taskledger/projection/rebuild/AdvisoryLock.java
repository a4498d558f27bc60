package io.taskledger.projection.rebuild;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/** Lets one process at a time do a work; a process that dies leaves it to the others. */
@Component
class AdvisoryLock {
  private final DataSource dataSource;

  AdvisoryLock(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Does the work unless another process does. */
  void whileHeld(String name, Runnable work) {
    // Its own connection: the lock goes with it, and must not end with a transaction of the work.
    try (Connection connection = dataSource.getConnection()) {
      if (call(connection, "select pg_try_advisory_lock(hashtextextended(?, 0))", name)) {
        try {
          work.run();
        } finally {
          call(connection, "select pg_advisory_unlock(hashtextextended(?, 0))", name);
        }
      }
    } catch (SQLException away) {
      throw new DataAccessResourceFailureException(
          "the lock on " + name + " is out of reach", away);
    }
  }

  private static boolean call(Connection connection, String sql, String name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, "taskledger." + name);
      try (ResultSet result = statement.executeQuery()) {
        return result.next() && result.getBoolean(1);
      }
    }
  }
}
