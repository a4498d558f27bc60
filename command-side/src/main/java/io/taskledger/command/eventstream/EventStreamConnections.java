package io.taskledger.command.eventstream;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * A small pool of read-only connections, separate from those of the commands: however many rebuilds
 * run and however slow they are, no command waits for them.
 */
@Component
@EnableConfigurationProperties(EventStreamSettings.class)
class EventStreamConnections implements AutoCloseable {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final Duration KEPT_UNUSED = Duration.ofMinutes(1);

  private final HikariDataSource pool;
  private final Semaphore permits;

  EventStreamConnections(DataSource dataSource, EventStreamSettings settings) throws SQLException {
    var config = new HikariConfig();
    dataSource.unwrap(HikariDataSource.class).copyStateTo(config);
    config.setPoolName("event-stream");
    config.setMaximumPoolSize(settings.atOnce());
    config.setMinimumIdle(0);
    config.setIdleTimeout(KEPT_UNUSED.toMillis());
    // An unavailable store must not keep this service from starting.
    config.setInitializationFailTimeout(-1);
    config.setConnectionInitSql("set default_transaction_read_only = on");
    this.pool = new HikariDataSource(config);
    this.permits = new Semaphore(settings.atOnce());
  }

  interface Use {
    void with(Connection connection) throws SQLException;
  }

  /** Lends a connection, or refuses at once when all are taken. */
  void lend(Use use) throws SQLException {
    if (!permits.tryAcquire()) {
      throw ProblemException.of(
              ErrorCode.FEED_BUSY,
              "All connections of the event stream are in use. Try again after the time in"
                  + " Retry-After.")
          .retryAfter(RETRY_AFTER);
    }
    try (Connection connection = pool.getConnection()) {
      use.with(connection);
    } finally {
      permits.release();
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
