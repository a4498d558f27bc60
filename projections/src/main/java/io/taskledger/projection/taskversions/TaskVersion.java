package io.taskledger.projection.taskversions;

import io.taskledger.events.task.TaskEvent;
import io.taskledger.events.task.TaskState;
import io.taskledger.projection.batch.EventContext;
import io.taskledger.projection.task.TaskColumns;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task as it was after one of its events.
 *
 * @param position the event's place in the store
 * @param validFrom since when it was so, until the next version's. Never before the version before
 *     it, though the clocks of two services may differ.
 * @param hasNewWords whether it is not found by the same words as the version before
 */
record TaskVersion(TaskState row, long position, Instant validFrom, boolean hasNewWords) {
  /**
   * The version that an event makes; the one before when it has that event already.
   *
   * @throws IllegalStateException when events before this one are missing
   */
  static TaskVersion evolve(
      @Nullable TaskVersion before, EventContext<? extends TaskEvent> happened) {
    Instant at = happened.at();
    TaskState row =
        TaskState.evolve(
            before == null ? null : before.row, happened.event(), at, happened.version());
    if (before == null) {
      return new TaskVersion(row, happened.position(), at, true);
    }
    if (row == before.row) {
      return before;
    }
    Instant validFrom = at.isBefore(before.validFrom) ? before.validFrom : at;
    return new TaskVersion(
        row, happened.position(), validFrom, !TaskColumns.haveSameWords(before.row, row));
  }
}
