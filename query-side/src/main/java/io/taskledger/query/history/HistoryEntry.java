package io.taskledger.query.history;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param undoable whether something of it is left to take back, as the task is now
 * @param undoes the event that this one took back
 */
record HistoryEntry(
    UUID eventId,
    String type,
    Instant at,
    Actor actor,
    long version,
    List<Change> changes,
    boolean undoable,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID undoes) {

  /** A field of the task that was changed; null where it was or became empty. */
  record Change(String field, @Nullable Object from, @Nullable Object to) {}
}
