package io.taskledger.command.eventstore.append;

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
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the appends of concurrent commands together: while one transaction is being flushed to
 * disk the next ones gather, and share the next flush. A caller goes on when its events are
 * durable.
 */
public final class GroupCommit implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);
  private static final int BATCH = 512;
  private static final Duration TAKEN_WITHIN = Duration.ofSeconds(10);

  private final BlockingQueue<Append> queue = new LinkedBlockingQueue<>();
  private final BatchWriter batches;
  private final Thread writer;
  private volatile boolean running = true;

  /** Starts the writer, which keeps one connection of this data source. */
  public GroupCommit(DataSource dataSource) {
    this.batches = new BatchWriter(new WriterConnection(dataSource));
    this.writer = Thread.ofPlatform().name("group-commit").start(this::write);
  }

  /**
   * Returns when the events, and what belongs to the command on this thread besides them, are
   * durable; throws what kept them from being stored.
   */
  public void append(List<? extends EventMessage<?>> events, Serializer serializer) {
    append(
        new Append(
            events.stream().map(event -> EventRow.of(event, serializer)).toList(),
            AppendCompanions.current()));
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
    try (batches) {
      while (running || !queue.isEmpty()) {
        Append first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          gathered.add(first);
          queue.drainTo(gathered, BATCH - 1);
          gathered.removeIf(append -> !append.take());
          if (!gathered.isEmpty()) {
            batches.write(gathered);
          }
          gathered.clear();
        }
      }
    } catch (InterruptedException stopped) {
      log.warn("The writer was interrupted");
    }
  }

  private static RuntimeException unwrap(@Nullable Throwable failure) {
    return failure instanceof RuntimeException known
        ? known
        : new IllegalStateException("The writer failed", failure);
  }
}
