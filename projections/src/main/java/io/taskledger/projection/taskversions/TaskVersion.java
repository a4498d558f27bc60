package io.taskledger.projection.taskversions;

import io.taskledger.events.task.TaskEvent;
import io.taskledger.projection.batch.Happened;
import io.taskledger.projection.task.TaskRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task as it was after one of its events.
 *
 * @param position the event's place in the store
 * @param validFrom since when it was so, until the next version's. Never before the version before
 *     it, though the clocks of two services may differ.
 */
record TaskVersion(TaskRow row, long position, Instant validFrom) {
  /**
   * The version that an event makes; the one before when it has that event already.
   *
   * @throws IllegalStateException when events before this one are missing
   */
  static TaskVersion evolve(@Nullable TaskVersion before, Happened<? extends TaskEvent> happened) {
    Instant at = happened.at();
    TaskRow row =
        TaskRow.evolve(
            before == null ? null : before.row, happened.event(), at, happened.version());
    if (before == null) {
      return new TaskVersion(row, happened.position(), at);
    }
    boolean isEarlier = at.isBefore(before.validFrom);
    return row == before.row
        ? before
        : new TaskVersion(row, happened.position(), isEarlier ? before.validFrom : at);
  }
}
