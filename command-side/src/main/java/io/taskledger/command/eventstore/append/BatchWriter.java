package io.taskledger.command.eventstore.append;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes batches of appends, each in one transaction, and tells every append its outcome.
 *
 * <p>When one append of a batch cannot be written (its version is taken, a companion refuses) the
 * batch is halved until only the guilty one fails. When the connection is lost during a commit, its
 * events are looked up, so that nobody is told a wrong outcome.
 */
final class BatchWriter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BatchWriter.class);
  private static final Duration LOOKED_UP_WITHIN = Duration.ofSeconds(30);
  private static final Duration BETWEEN_LOOKUPS = Duration.ofMillis(200);

  private final WriterConnection store;

  BatchWriter(WriterConnection store) {
    this.store = store;
  }

  /** Returns when each append has succeeded or failed. */
  void write(List<Append> appends) {
    write(appends, true);
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

  @Override
  public void close() {
    store.disconnect();
  }
}
