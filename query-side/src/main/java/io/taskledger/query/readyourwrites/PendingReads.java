package io.taskledger.query.readyourwrites;

import io.taskledger.query.viewprogress.ViewProgress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The requests that wait for one view. They are looked after together, with one query for all. */
final class PendingReads {
  private final ViewProgress applied;
  private final Set<Waiter> waiting = ConcurrentHashMap.newKeySet();

  /** Not a record: each is one of its own, even when two wait for the same. */
  private static final class Waiter {
    /** What the view did not have at the last look. */
    final Map<UUID, Long> wanted;

    final CountDownLatch released = new CountDownLatch(1);

    Waiter(Map<UUID, Long> wanted) {
      this.wanted = new ConcurrentHashMap<>(wanted);
    }
  }

  PendingReads(ViewProgress applied) {
    this.applied = applied;
  }

  /** Where a request waits, if there is room. */
  interface Room {
    /** Takes a place for a request that has to wait; throws what refuses it. */
    void enter();

    /** Gives the place back. */
    void leave();
  }

  /**
   * Waits until the view has applied these versions of these streams.
   *
   * @param room entered by a request that has to wait
   * @return whether it has
   */
  boolean await(Map<UUID, Long> wanted, Duration patience, Room room) throws InterruptedException {
    var waiter = new Waiter(wanted);
    // Before the first look: an announcement right after it must not be missed.
    waiting.add(waiter);
    try {
      boolean isReached = reached(wanted);
      if (isReached || patience.isZero()) {
        return isReached;
      }
      room.enter();
      try {
        return waiter.released.await(patience.toMillis(), TimeUnit.MILLISECONDS)
            // The last look is for the case that the announcements do not get through.
            || reached(wanted);
      } finally {
        room.leave();
      }
    } finally {
      waiting.remove(waiter);
    }
  }

  private boolean reached(Map<UUID, Long> wanted) {
    Map<UUID, Long> versions = applied.of(wanted.keySet());
    return wanted.entrySet().stream().allMatch(want -> isReached(want, versions));
  }

  /** Looks again, and releases those who need not wait any longer. */
  void lookAgain() {
    List<Waiter> current = List.copyOf(waiting);
    var streams = new HashSet<UUID>();
    current.forEach(waiter -> streams.addAll(waiter.wanted.keySet()));
    if (streams.isEmpty()) {
      return;
    }
    Map<UUID, Long> versions = applied.of(streams);
    for (Waiter waiter : current) {
      waiter.wanted.entrySet().removeIf(want -> isReached(want, versions));
      if (waiter.wanted.isEmpty()) {
        waiter.released.countDown();
      }
    }
  }

  /** How many wait. */
  int count() {
    return waiting.size();
  }

  private static boolean isReached(Map.Entry<UUID, Long> want, Map<UUID, Long> versions) {
    return versions.getOrDefault(want.getKey(), 0L) >= want.getValue();
  }
}
