package io.taskledger.query.stream;

import io.taskledger.query.stream.CatchUpSubscription.Place;
import io.taskledger.query.stream.CatchUpSubscription.Shown;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/** The streams that are open on this instance, and how far they have been told. */
@Component
class SubscriptionRegistry {
  private static final long NOT_SERVED = -1;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition begun = lock.newCondition();
  private final Map<UUID, Set<Subscription>> listening = new HashMap<>();
  private volatile int size;
  private volatile long position = NOT_SERVED;
  private volatile long beginning = NOT_SERVED;
  private volatile boolean ended;
  private Runnable firstComes = () -> {};

  void whenFirstComes(Runnable action) {
    firstComes = action;
  }

  /**
   * Adds a stream, unless its person has so many; call {@link #leave} whatever becomes of it.
   *
   * @return whether it was added
   */
  boolean join(Subscription subscription, int most) {
    lock.lock();
    try {
      Set<Subscription> ofPerson =
          listening.computeIfAbsent(subscription.person(), person -> new HashSet<>());
      if (ofPerson.size() >= most) {
        return false;
      }
      ofPerson.add(subscription);
      size++;
      if (ended) {
        subscription.end();
      }
    } finally {
      lock.unlock();
    }
    if (!isServed()) {
      firstComes.run();
    }
    return true;
  }

  /** Waits until streams are served; false when that takes too long. */
  boolean awaitServed(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (position == NOT_SERVED && left > 0) {
        left = begun.awaitNanos(left);
      }
      return position != NOT_SERVED;
    } finally {
      lock.unlock();
    }
  }

  /** Begins anew; the position behind which this stream misses nothing from now on. */
  long beginAnew(Subscription subscription) {
    lock.lock();
    try {
      subscription.beginAnew();
      if (ended) {
        subscription.end();
      }
      return position;
    } finally {
      lock.unlock();
    }
  }

  void leave(Subscription subscription) {
    lock.lock();
    try {
      Set<Subscription> ofPerson = listening.get(subscription.person());
      if (ofPerson != null && ofPerson.remove(subscription)) {
        size--;
        if (ofPerson.isEmpty()) {
          listening.remove(subscription.person());
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Serves streams from this position on. */
  void begin(long from) {
    lock.lock();
    try {
      beginning = from;
      position = from;
      begun.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Stops serving if there is nobody. */
  boolean goesIfEmpty() {
    lock.lock();
    try {
      if (size == 0) {
        position = NOT_SERVED;
      }
      return size == 0;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Hands over all changes that concern somebody.
   *
   * @param read changes by position
   * @return those that concern somebody and were not read; when there are any, nothing was done
   */
  List<Place> publish(List<Shown> shown, Map<Long, Change> read, long until) {
    lock.lock();
    try {
      List<Place> missing =
          shown.stream()
              .filter(each -> concernsSomebody(each) && !read.containsKey(each.place().position()))
              .map(Shown::place)
              .toList();
      if (missing.isEmpty()) {
        shown.forEach(each -> handOver(each, read));
        position = until;
      }
      return missing;
    } finally {
      lock.unlock();
    }
  }

  private boolean concernsSomebody(Shown change) {
    return listening.containsKey(change.owner()) || listening.containsKey(change.assignee());
  }

  private void handOver(Shown shown, Map<Long, Change> read) {
    Change change = read.get(shown.place().position());
    if (change != null) {
      Set<Subscription> to = new HashSet<>(listening.getOrDefault(shown.owner(), Set.of()));
      if (shown.assignee() != null) {
        to.addAll(listening.getOrDefault(shown.assignee(), Set.of()));
      }
      to.forEach(subscription -> subscription.add(change));
    }
  }

  /** Ends all streams, and those that come still. */
  void endAll() {
    lock.lock();
    try {
      ended = true;
      listening.values().forEach(each -> each.forEach(Subscription::end));
    } finally {
      lock.unlock();
    }
  }

  boolean isServed() {
    return position != NOT_SERVED;
  }

  int size() {
    return size;
  }

  /** All up to here was handed over. */
  long position() {
    return position;
  }

  /** From here on it is known what the view has. */
  long beginning() {
    return beginning;
  }

  /** It is known now from an earlier position on. */
  void beganAt(long earlier) {
    beginning = Math.min(beginning, earlier);
  }
}
