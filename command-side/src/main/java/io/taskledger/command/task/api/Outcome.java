package io.taskledger.command.task.api;

import io.taskledger.events.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a command on a task came to.
 *
 * @param version how many events the task has now
 * @param undone what an undo changed, or would change; null for other commands
 * @param along the versions of other tasks that were changed with it
 */
public record Outcome(
    TaskId taskId, long version, @Nullable Undone undone, Map<TaskId, Long> along) {

  /**
   * What an undo changed.
   *
   * @param conflicts fields that it left alone, because they were changed again later
   */
  public record Undone(List<Change> changes, List<Conflict> conflicts) {}

  /** A field's value before and after, as in the history. */
  public record Change(String field, @Nullable Object from, @Nullable Object to) {}

  /** A field that was changed again, and by which event. */
  public record Conflict(String field, LaterChange by) {}

  /** The later change that stands in the way. */
  public record LaterChange(String eventId, String type, long version, Instant at) {}
}
