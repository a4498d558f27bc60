package io.taskledger.query.history;

import io.taskledger.query.people.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a task.
 *
 * @param type the event's stable name
 * @param version how many events the task had with this one
 * @param undoable whether it is of a kind that can be undone
 */
record HistoryEntry(
    UUID eventId,
    String type,
    Instant at,
    Actor actor,
    long version,
    List<Change> changes,
    boolean undoable) {

  /** A field of the task that was changed; null where it was or became empty. */
  record Change(String field, @Nullable Object from, @Nullable Object to) {}
}
