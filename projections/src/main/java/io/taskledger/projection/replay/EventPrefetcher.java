package io.taskledger.projection.replay;

import io.taskledger.events.codec.EventType;
import io.taskledger.eventstream.EventStreamClient;
import io.taskledger.eventstream.PageTrailer;
import io.taskledger.eventstream.RecordedEvent;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Reads the event feed ahead of whoever folds it, on a thread of its own. A feed that fails or is
 * busy is asked again for a while, from where it broke off.
 */
final class EventPrefetcher implements AutoCloseable {
  private static final int PAGE = 100_000;
  private static final int CHUNK = 500;
  private static final int CHUNKS_AHEAD = 16;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  /**
   * Some events in the order of the store.
   *
   * @param until every event up to this position that was asked for was in this chunk or before
   * @param head position of the store's last event
   */
  record Chunk(List<RecordedEvent> events, long until, long head, boolean isLast) {}

  private final EventStreamClient feed;
  private final Set<EventType> types;
  private final Duration patience;
  private final BlockingQueue<Chunk> chunks = new ArrayBlockingQueue<>(CHUNKS_AHEAD);
  private final AtomicReference<RuntimeException> fault = new AtomicReference<>();
  private final Thread reader;

  private List<RecordedEvent> next = new ArrayList<>(CHUNK);
  private long read;
  private long head;

  /**
   * Begins to read after a position.
   *
   * @param patience how long a feed that does not answer is asked again
   */
  EventPrefetcher(EventStreamClient feed, long after, Set<EventType> types, Duration patience) {
    this.feed = feed;
    this.types = types;
    this.patience = patience;
    this.read = after;
    reader = Thread.ofPlatform().daemon().name("rebuild-reads-the-past").start(this::read);
  }

  /**
   * The next events; after the last chunk there is none.
   *
   * @throws UncheckedIOException when the feed is away for long
   */
  Chunk next() throws InterruptedException {
    while (true) {
      Chunk chunk = chunks.poll(100, TimeUnit.MILLISECONDS);
      if (chunk != null) {
        return chunk;
      }
      if (fault.get() != null && chunks.isEmpty()) {
        throw fault.get();
      }
    }
  }

  @Override
  public void close() {
    reader.interrupt();
  }

  private void read() {
    int failures = 0;
    long answered = System.nanoTime();
    while (!Thread.currentThread().isInterrupted()) {
      long before = read;
      try {
        PageTrailer end = feed.page(read, PAGE, types, this::take);
        read = end.until();
        head = end.head();
        if (end.atHead()) {
          put(true);
          return;
        }
        failures = 0;
        answered = System.nanoTime();
      } catch (UncheckedIOException failed) {
        // A reader that was held up for long is given up by the feed: what was read is good.
        failures = read > before ? 1 : failures + 1;
        answered = read > before ? System.nanoTime() : answered;
        if (System.nanoTime() - answered > patience.toNanos() || !pause(failures)) {
          fault.set(failed);
          return;
        }
      } catch (RuntimeException broken) {
        fault.set(broken);
        return;
      }
    }
  }

  private void take(RecordedEvent line) {
    next.add(line);
    read = line.position();
    if (next.size() == CHUNK) {
      put(false);
    }
  }

  private void put(boolean last) {
    try {
      chunks.put(new Chunk(next, read, Math.max(head, read), last));
      next = new ArrayList<>(CHUNK);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("nobody reads any more", closed);
    }
  }

  private static boolean pause(int failures) {
    try {
      Thread.sleep(FIRST_PAUSE.multipliedBy(1L << Math.min(failures, 6)));
      return true;
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
