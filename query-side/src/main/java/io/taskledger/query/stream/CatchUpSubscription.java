package io.taskledger.query.stream;

import io.taskledger.events.codec.EventType;
import io.taskledger.eventstream.EventStreamClient;
import io.taskledger.eventstream.PageTrailer;
import io.taskledger.eventstream.RecordedEvent;
import io.taskledger.query.stream.TaskVersionRows.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the events of tasks in the order of the store, as far as the view has them. The view
 * alone cannot tell: it gets the events of different tasks in any order, so behind its last
 * position others may be missing. Used by one thread at a time.
 */
final class CatchUpSubscription {
  private static final Logger log = LoggerFactory.getLogger(CatchUpSubscription.class);
  private static final int PAGE = 500;
  private static final Set<EventType> OF_TASKS =
      Set.of(
          EventType.TASK_CREATED,
          EventType.TASK_UPDATED,
          EventType.TASK_COMPLETED,
          EventType.TASK_DELETED,
          EventType.TASK_RESTORED);

  private final EventStreamClient feed;
  private final TaskVersionRows rows;
  private final Duration patience;
  private final Deque<Place> awaited = new ArrayDeque<>();
  private final Set<UUID> refused = new HashSet<>();
  private long read;
  private boolean atHead;
  private @Nullable Place late;
  private long lateSince;

  /** Follows from behind a position. */
  CatchUpSubscription(EventStreamClient feed, TaskVersionRows rows, Duration patience, long after) {
    this.feed = feed;
    this.rows = rows;
    this.patience = patience;
    this.read = after;
  }

  /**
   * Where a task's event stands: in the store by its position, in the view by the rest.
   *
   * @param at when it happened; in the view its version is valid from then or a little later
   */
  record Place(long position, UUID taskId, long version, Instant at) {
    static Place of(RecordedEvent line) {
      return new Place(line.position(), line.streamId(), line.version(), line.at());
    }
  }

  /** An event that the view has, and who may see the task after it. */
  record Shown(Place place, UUID owner, @Nullable UUID assignee) {}

  /**
   * What is new.
   *
   * @param passedOver events that the view will not have, for it could not take them
   * @param until the view has all that it ever will of the events up to this position
   * @param more whether to go on at once
   */
  record Step(List<Shown> shown, int passedOver, long until, boolean more) {}

  /** The position of the store's last event. */
  static long head(EventStreamClient feed) {
    return feed.page(0, 1, Set.of(EventType.TASK_CREATED), line -> {}).head();
  }

  /** Looks once what has come. After a failure the tail is of no further use. */
  Step next() {
    boolean wasFull = awaited.size() >= PAGE;
    if (!wasFull) {
      readOn();
    }
    List<Shown> shown = new ArrayList<>();
    int before = awaited.size();
    if (before > 0) {
      take(rows.look(List.copyOf(awaited)), shown);
    }
    int taken = before - awaited.size();
    Place first = awaited.peek();
    return new Step(
        shown,
        taken - shown.size(),
        first == null ? read : first.position() - 1,
        first == null ? !atHead : wasFull && taken > 0);
  }

  private void readOn() {
    PageTrailer end = feed.page(read, PAGE, OF_TASKS, line -> awaited.add(Place.of(line)));
    read = end.until();
    atHead = end.atHead();
  }

  private void take(Map<Long, Sight> sights, List<Shown> shown) {
    for (Place first = awaited.peek(); first != null; first = awaited.peek()) {
      Sight sight = sights.get(first.position());
      if (sight != null && sight.owner() != null) {
        shown.add(new Shown(first, sight.owner(), sight.assignee()));
      } else if ((sight != null && sight.applied()) || isRefused(first)) {
        log.warn(
            "Event {} of task {} is a dead letter of the view, so no stream shows it",
            first.position(),
            first.taskId());
      } else {
        return;
      }
      awaited.remove();
    }
  }

  /** Asked of what is late, and at once of tasks of which it is known. */
  private boolean isRefused(Place place) {
    if (!place.equals(late)) {
      late = place;
      lateSince = System.nanoTime();
    }
    boolean isLate = System.nanoTime() - lateSince > patience.toNanos();
    if ((!isLate && !refused.contains(place.taskId())) || !rows.isDeadLetter(place)) {
      return false;
    }
    refused.add(place.taskId());
    return true;
  }
}
