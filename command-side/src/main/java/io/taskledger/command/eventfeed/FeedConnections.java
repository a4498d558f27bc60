package io.taskledger.command.eventfeed;

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
 * A few connections that can only read, apart from those of the commands: however many rebuilds run
 * and however slow they are, no command waits for them.
 */
@Component
@EnableConfigurationProperties(FeedSettings.class)
class FeedConnections implements AutoCloseable {
  private static final Duration COME_BACK_AFTER = Duration.ofSeconds(5);
  private static final Duration KEPT_UNUSED = Duration.ofMinutes(1);

  private final HikariDataSource pool;
  private final Semaphore places;

  FeedConnections(DataSource dataSource, FeedSettings settings) throws SQLException {
    var config = new HikariConfig();
    dataSource.unwrap(HikariDataSource.class).copyStateTo(config);
    config.setPoolName("event-feed");
    config.setMaximumPoolSize(settings.atOnce());
    config.setMinimumIdle(0);
    config.setIdleTimeout(KEPT_UNUSED.toMillis());
    // A store that is away shall not keep this service from starting, nor be asked before it must.
    config.setInitializationFailTimeout(-1);
    config.setConnectionInitSql("set default_transaction_read_only = on");
    this.pool = new HikariDataSource(config);
    this.places = new Semaphore(settings.atOnce());
  }

  interface Use {
    void with(Connection connection) throws SQLException;
  }

  /** Lends a connection, or refuses at once when all are taken. */
  void lend(Use use) throws SQLException {
    if (!places.tryAcquire()) {
      throw ProblemException.of(
              ErrorCode.FEED_BUSY, "Try again when one of the others has read its page.")
          .retryAfter(COME_BACK_AFTER);
    }
    try (Connection connection = pool.getConnection()) {
      use.with(connection);
    } finally {
      places.release();
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
