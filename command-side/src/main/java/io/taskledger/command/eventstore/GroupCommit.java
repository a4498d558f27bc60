package io.taskledger.command.eventstore;

import io.taskledger.events.web.ErrorCode;
import io.taskledger.events.web.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the appends of concurrent commands together: while one transaction is being flushed to
 * disk the next ones gather, and share the next flush. A caller goes on when its events are
 * durable.
 *
 * <p>When one append of a batch cannot be written (its version is taken, a companion refuses) the
 * batch is written one by one, so that only the guilty one fails. When the connection is lost
 * during a commit, its events are looked up, so that nobody is told a wrong outcome.
 */
final class GroupCommit implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String UNCHANGED = "Nothing was changed. Try again in a moment.";
  private static final String UNKNOWN =
      "It is not known whether this was stored: look before you repeat it.";
  private static final int BATCH = 512;
  private static final Duration TAKEN_WITHIN = Duration.ofSeconds(10);
  private static final Duration LOOKED_UP_WITHIN = Duration.ofSeconds(30);
  private static final Duration BETWEEN_LOOKUPS = Duration.ofMillis(200);

  private final BlockingQueue<Append> queue = new LinkedBlockingQueue<>();
  private final DataSource dataSource;
  private final Thread writer;
  private volatile boolean running = true;
  private @Nullable Connection connection;

  /** Starts the writer, which keeps one connection of this data source. */
  GroupCommit(DataSource dataSource) {
    this.dataSource = dataSource;
    this.writer = Thread.ofPlatform().name("group-commit").start(this::write);
  }

  /** Returns when the events are durable; throws what kept them from being stored. */
  void append(Append append) {
    queue.add(append);
    try {
      append.outcome.get(TAKEN_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      return;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException failed) {
      throw unwrap(failed.getCause());
    } catch (TimeoutException busy) {
      log.warn("An append waits for more than {}", TAKEN_WITHIN);
    }
    if (append.take()) {
      throw unavailable(UNCHANGED);
    }
    // The writer has it: its outcome is near, and nothing else would be true. The connection's own
    // time limits bound the wait.
    try {
      append.outcome.join();
    } catch (CompletionException failed) {
      throw unwrap(failed.getCause());
    }
  }

  /** Stops the writer when it has written what is waiting. */
  @Override
  public void close() {
    running = false;
    try {
      writer.join(Duration.ofSeconds(5));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    List<Append> gathered = new ArrayList<>(BATCH);
    try {
      while (running || !queue.isEmpty()) {
        Append first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          gathered.add(first);
          queue.drainTo(gathered, BATCH - 1);
          gathered.removeIf(append -> !append.take());
          if (!gathered.isEmpty()) {
            write(gathered, true);
          }
          gathered.clear();
        }
      }
    } catch (InterruptedException stopped) {
      log.warn("The writer was interrupted");
    } finally {
      disconnect();
    }
  }

  private void write(List<Append> appends, boolean again) {
    try {
      new AppendTransaction(connected()).commit(appends);
      appends.forEach(Append::succeed);
    } catch (SQLException | RuntimeException failed) {
      if (!rollback()) {
        lookUp(appends, again);
      } else if (appends.size() > 1) {
        appends.forEach(append -> write(List.of(append), again));
      } else {
        Append guilty = appends.getFirst();
        guilty.fail(
            failed instanceof SQLException refused
                ? translated(refused, guilty.rows.getFirst())
                : (RuntimeException) failed);
      }
    }
  }

  /**
   * Asks the store what became of appends whose connection was lost; what was not stored is written
   * once more, as after a restart of the server.
   */
  private void lookUp(List<Append> appends, boolean again) {
    log.warn("The connection was lost while {} appends were written", appends.size());
    disconnect();
    long end = System.nanoTime() + LOOKED_UP_WITHIN.toNanos();
    while (true) {
      try {
        List<Append> missing = missing(appends);
        if (again && !missing.isEmpty()) {
          write(missing, false);
        } else {
          missing.forEach(append -> append.fail(unavailable(UNCHANGED)));
        }
        return;
      } catch (SQLException away) {
        disconnect();
        if (System.nanoTime() > end) {
          log.error("The store stays away: the outcome of {} appends is unknown", appends.size());
          appends.forEach(append -> append.fail(unavailable(UNKNOWN)));
          return;
        }
        pause();
      }
    }
  }

  /** Those of the appends that are not stored; the others succeed. */
  private List<Append> missing(List<Append> appends) throws SQLException {
    var transaction = new AppendTransaction(connected());
    List<Append> missing = new ArrayList<>();
    for (Append append : appends) {
      if (transaction.isStored(append)) {
        append.succeed();
      } else {
        missing.add(append);
      }
    }
    connected().rollback();
    return missing;
  }

  private Connection connected() throws SQLException {
    if (connection == null) {
      Connection opened = dataSource.getConnection();
      opened.setAutoCommit(false);
      connection = opened;
    }
    return connection;
  }

  /** Whether the connection is still good and holds nothing of the failed transaction. */
  private boolean rollback() {
    if (connection == null) {
      return false;
    }
    try {
      connection.rollback();
      return connection.isValid(2);
    } catch (SQLException broken) {
      log.debug("The connection is lost", broken);
      return false;
    }
  }

  private void disconnect() {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException alreadyLost) {
        log.debug("The lost connection cannot be closed", alreadyLost);
      }
      connection = null;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_LOOKUPS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static RuntimeException translated(SQLException refused, EventRow first) {
    if (!UNIQUE_VIOLATION.equals(refused.getSQLState())) {
      return new EventStoreException("The events were not stored", refused);
    }
    String taken = "Version " + (first.sequenceNumber() + 1) + " is taken by another writer";
    return first.sequenceNumber() == 0
        ? new AggregateStreamCreationException(taken, refused)
        : new ConcurrencyException(taken, refused);
  }

  private static Refusal unavailable(String detail) {
    return Refusal.of(ErrorCode.STORE_UNAVAILABLE, detail);
  }

  private static RuntimeException unwrap(@Nullable Throwable failure) {
    return failure instanceof RuntimeException known
        ? known
        : new IllegalStateException("The writer failed", failure);
  }
}
