package io.taskledger.command.eventstore.append;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * Writes the appends of concurrent commands together: while one transaction is flushed to disk the
 * next ones gather, and share the next flush. A caller continues when its events are durable.
 *
 * <p>Whatever the writer meets, it goes on: the commands that it held are told that their outcome
 * is unknown, and the next ones get a new connection.
 */
public final class GroupCommit implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);
  private static final int BATCH = 512;
  private static final Duration TAKEN_WITHIN = Duration.ofSeconds(10);

  /** Longer than the connection's time limits and the look-up of a lost commit together. */
  private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(60);

  private static final Duration PAUSE_AFTER_FAULT = Duration.ofMillis(200);

  private final BlockingQueue<Append> queue = new LinkedBlockingQueue<>();
  private final BatchWriter batches;
  private volatile Thread writer;
  private volatile boolean running = true;
  private volatile @Nullable Throwable fault;

  /** Starts the writer, which keeps one connection of this data source. */
  public GroupCommit(DataSource dataSource) {
    this.batches = new BatchWriter(new WriterConnection(dataSource));
    this.writer = startWriter();
  }

  private Thread startWriter() {
    return Thread.ofPlatform()
        .name("group-commit")
        .uncaughtExceptionHandler((ended, unexpected) -> restart(unexpected))
        .start(this::write);
  }

  private void restart(Throwable unexpected) {
    fault = unexpected;
    log.error("The writer ended", unexpected);
    if (running) {
      writer = startWriter();
    }
  }

  /**
   * Returns when the events, and what belongs to the command on this thread besides them, are
   * durable; throws what kept them from being stored.
   */
  public void append(List<? extends EventMessage<?>> events, Serializer serializer) {
    append(
        new Append(
            events.stream().map(event -> EventRow.of(event, serializer)).toList(),
            TransactionalWrites.current()));
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
    // The writer has taken it: only its outcome is true, so an interruption does not end the wait.
    try {
      append.outcome.copy().orTimeout(WRITTEN_WITHIN.toSeconds(), TimeUnit.SECONDS).join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof TimeoutException
          ? AppendFailures.unknown()
          : unwrap(failed.getCause());
    }
  }

  /** What the writer met when it last failed as a whole; absent when it has written since. */
  public Optional<Throwable> fault() {
    return Optional.ofNullable(fault);
  }

  /** Whether there is a thread that writes. */
  public boolean isAlive() {
    return writer.isAlive();
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
    try {
      while (running || !queue.isEmpty()) {
        writeNext();
      }
    } catch (InterruptedException stopped) {
      log.warn("The writer was interrupted");
    } finally {
      batches.close();
    }
  }

  private void writeNext() throws InterruptedException {
    Append first = queue.poll(100, TimeUnit.MILLISECONDS);
    if (first == null) {
      return;
    }
    List<Append> gathered = new ArrayList<>(BATCH);
    gathered.add(first);
    queue.drainTo(gathered, BATCH - 1);
    gathered.removeIf(append -> !append.take());
    try {
      if (!gathered.isEmpty()) {
        batches.write(gathered);
        fault = null;
      }
    } catch (Throwable unexpected) {
      fault = unexpected;
      log.error("The writer failed with {} appends", gathered.size(), unexpected);
      // Those that have an outcome keep it.
      gathered.forEach(append -> append.fail(AppendFailures.unknown()));
      batches.close();
      Thread.sleep(PAUSE_AFTER_FAULT);
    }
  }

  private static RuntimeException unwrap(@Nullable Throwable failure) {
    return failure instanceof RuntimeException known
        ? known
        : new IllegalStateException("The writer failed", failure);
  }
}
