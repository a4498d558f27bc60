package io.taskledger.query.readyourwrites;

import io.taskledger.query.viewprogress.View;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.Properties;
import java.util.Set;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.PGProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** Hears from PostgreSQL which consumers have applied something. */
record PostgresListener(JdbcConnectionDetails database, ReadYourWrites readYourWrites)
    implements NotificationListener.Source {
  /** Where projections announces a consumer, by its name, after a batch of it is applied. */
  static final String APPLIED_CHANNEL = "taskledger_applied";

  /** By this name it is found in pg_stat_activity. */
  static final String NAME = "query-side-listens-to-postgresql";

  /** After so long a silence it is checked that the server is still there. Milliseconds. */
  private static final int SILENCE_MS = 10_000;

  private static final int ANSWER_SECONDS = 5;

  @Override
  public void listen(Runnable connected) throws SQLException {
    // Not out of the pool: it is kept for good, and is not to be closed by the pool's clock.
    try (Connection connection = DriverManager.getConnection(database.getJdbcUrl(), settings());
        Statement statement = connection.createStatement()) {
      statement.execute("listen " + APPLIED_CHANNEL);
      connected.run();
      for (View view : View.values()) {
        readYourWrites.announced(view);
      }
      passOn(connection);
    }
  }

  private Properties settings() {
    var settings = new Properties();
    PGProperty.USER.set(settings, database.getUsername());
    PGProperty.PASSWORD.set(settings, database.getPassword());
    PGProperty.APPLICATION_NAME.set(settings, NAME);
    return settings;
  }

  private void passOn(Connection connection) throws SQLException {
    PGConnection notifying = connection.unwrap(PGConnection.class);
    while (!Thread.currentThread().isInterrupted()) {
      PGNotification[] heard = notifying.getNotifications(SILENCE_MS);
      // What came in while the last was handled comes together: one look for all.
      Set<String> consumers = new LinkedHashSet<>();
      for (PGNotification each : heard) {
        consumers.add(each.getParameter());
      }
      consumers.forEach(readYourWrites::announced);
      if (consumers.isEmpty() && !connection.isValid(ANSWER_SECONDS)) {
        throw new SQLException("the server is silent");
      }
    }
  }
}
