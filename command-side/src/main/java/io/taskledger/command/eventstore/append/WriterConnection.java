package io.taskledger.command.eventstore.append;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one connection that the writer keeps, opened again when it was lost. */
final class WriterConnection {
  private static final Logger log = LoggerFactory.getLogger(WriterConnection.class);
  private static final int ANSWERS_WITHIN_SECONDS = 2;

  private final DataSource dataSource;
  private @Nullable Connection connection;

  WriterConnection(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** The connection, without auto-commit; throws when the server cannot be reached. */
  Connection connected() throws SQLException {
    if (connection == null) {
      Connection opened = dataSource.getConnection();
      opened.setAutoCommit(false);
      connection = opened;
    }
    return connection;
  }

  /** Whether the connection is still good and holds nothing of the failed transaction. */
  boolean rollback() {
    if (connection == null) {
      return false;
    }
    try {
      connection.rollback();
      return connection.isValid(ANSWERS_WITHIN_SECONDS);
    } catch (SQLException broken) {
      log.debug("The connection is lost", broken);
      return false;
    }
  }

  /** Gives the connection up, lost or not. */
  void disconnect() {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException alreadyLost) {
        log.debug("The lost connection cannot be closed", alreadyLost);
      }
      connection = null;
    }
  }
}
