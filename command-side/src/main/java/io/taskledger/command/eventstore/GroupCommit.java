package io.taskledger.command.eventstore;

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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the appends of concurrent commands together: while one transaction is being flushed to
 * disk the next ones gather, and share the next flush. A caller goes on when its events are
 * durable.
 *
 * <p>When one append of a batch cannot be written (its version is taken, a companion refuses) the
 * batch is halved until only the guilty one fails. When the connection is lost during a commit, its
 * events are looked up, so that nobody is told a wrong outcome.
 */
final class GroupCommit implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);
  private static final int BATCH = 512;
  private static final Duration TAKEN_WITHIN = Duration.ofSeconds(10);
  private static final Duration LOOKED_UP_WITHIN = Duration.ofSeconds(30);
  private static final Duration BETWEEN_LOOKUPS = Duration.ofMillis(200);

  private final BlockingQueue<Append> queue = new LinkedBlockingQueue<>();
  private final WriterConnection store;
  private final Thread writer;
  private volatile boolean running = true;

  /** Starts the writer, which keeps one connection of this data source. */
  GroupCommit(DataSource dataSource) {
    this.store = new WriterConnection(dataSource);
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
      throw AppendFailures.unchanged();
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
      store.disconnect();
    }
  }

  private void write(List<Append> appends, boolean again) {
    @Nullable AppendTransaction transaction = null;
    try {
      transaction = new AppendTransaction(store.connected());
      transaction.commit(appends);
      appends.forEach(Append::succeed);
    } catch (SQLException | RuntimeException failed) {
      if (transaction == null) {
        log.warn("The store cannot be reached", failed);
        appends.forEach(append -> append.fail(AppendFailures.unchanged()));
      } else if (!store.rollback()) {
        resolve(appends, transaction.isInDoubt(), again);
      } else if (appends.size() > 1) {
        int half = appends.size() / 2;
        write(appends.subList(0, half), again);
        write(appends.subList(half, appends.size()), again);
      } else {
        fail(appends.getFirst(), failed);
      }
    }
  }

  private static void fail(Append guilty, Exception reason) {
    guilty.fail(
        reason instanceof SQLException refused
            ? AppendFailures.of(refused, guilty.rows.getFirst())
            : (RuntimeException) reason);
  }

  /**
   * What was lost with its connection before the commit is written once more, as after a restart of
   * the server.
   */
  private void resolve(List<Append> appends, boolean inDoubt, boolean again) {
    log.warn("The connection was lost while {} appends were written", appends.size());
    store.disconnect();
    if (inDoubt) {
      lookUp(appends, again);
    } else if (again) {
      write(appends, false);
    } else {
      appends.forEach(append -> append.fail(AppendFailures.unchanged()));
    }
  }

  /**
   * Asks the store what became of appends whose connection was lost during the commit; what was not
   * stored is written once more.
   */
  private void lookUp(List<Append> appends, boolean again) {
    long end = System.nanoTime() + LOOKED_UP_WITHIN.toNanos();
    while (true) {
      try {
        List<Append> missing = missing(appends);
        if (again && !missing.isEmpty()) {
          write(missing, false);
        } else {
          missing.forEach(append -> append.fail(AppendFailures.unchanged()));
        }
        return;
      } catch (SQLException away) {
        store.disconnect();
        if (System.nanoTime() > end) {
          log.error("The store stays away: the outcome of {} appends is unknown", appends.size());
          appends.forEach(append -> append.fail(AppendFailures.unknown()));
          return;
        }
        pause();
      }
    }
  }

  /** Those of the appends that are not stored; the others succeed. */
  private List<Append> missing(List<Append> appends) throws SQLException {
    var transaction = new AppendTransaction(store.connected());
    List<Append> missing = new ArrayList<>();
    for (Append append : appends) {
      if (transaction.isStored(append)) {
        append.succeed();
      } else {
        missing.add(append);
      }
    }
    store.rollback();
    return missing;
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_LOOKUPS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static RuntimeException unwrap(@Nullable Throwable failure) {
    return failure instanceof RuntimeException known
        ? known
        : new IllegalStateException("The writer failed", failure);
  }
}
