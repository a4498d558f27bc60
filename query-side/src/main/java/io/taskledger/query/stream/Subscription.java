package io.taskledger.query.stream;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one client. Whoever adds to it never waits: when it is full, it gets nothing more
 * until it is begun anew.
 */
final class Subscription {
  private final UUID person;
  private final BlockingQueue<Change> changes;
  private volatile boolean overflown;
  private volatile boolean ended;

  Subscription(UUID person, int capacity) {
    this.person = person;
    this.changes = new LinkedBlockingQueue<>(capacity);
  }

  UUID person() {
    return person;
  }

  void add(Change change) {
    if (!overflown && !changes.offer(change)) {
      overflown = true;
    }
  }

  /** Forgets what waits; from now on nothing is missing again. */
  void beginAnew() {
    changes.clear();
    overflown = false;
  }

  /** The next change; null if none came in that time, or the stream is to end. */
  @Nullable Change next(Duration patience) throws InterruptedException {
    Change change = changes.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    return ended ? null : change;
  }

  boolean isEmpty() {
    return changes.isEmpty();
  }

  /** Whether changes are missing behind those that wait. */
  boolean isOverflown() {
    return overflown;
  }

  /** Ends the stream at once. */
  void end() {
    ended = true;
    // Wakes it up; when there is no room for that it does not sleep.
    changes.offer(new Change(0, new byte[0]));
  }

  boolean isEnded() {
    return ended;
  }
}
