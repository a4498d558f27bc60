package io.taskledger.projection.task;

import io.taskledger.events.task.Status;
import io.taskledger.events.task.TaskChanges;
import io.taskledger.events.task.TaskCompleted;
import io.taskledger.events.task.TaskCreated;
import io.taskledger.events.task.TaskDeleted;
import io.taskledger.events.task.TaskDetails;
import io.taskledger.events.task.TaskEvent;
import io.taskledger.events.task.TaskField;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskRestored;
import io.taskledger.events.task.TaskUpdated;
import io.taskledger.events.user.UserId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A task as it is now.
 *
 * @param owner whose task it is
 * @param updatedAt when the last event happened
 * @param completedAt absent while it is not completed
 * @param deletedAt absent while it is not in the trash
 * @param version how many events it has
 */
public record TaskRow(
    TaskId taskId,
    UserId owner,
    TaskDetails details,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant completedAt,
    @Nullable Instant deletedAt,
    long version) {
  private static final long OBJECTS = 900;

  /**
   * The task after an event. An event that the row has already is passed over, so that histories
   * may overlap; one that is missing was discarded by an operator, for whoever hands out events
   * keeps their order.
   *
   * @param row the task so far, {@code null} before its creation
   * @throws IllegalStateException when the creation is missing
   */
  public static TaskRow evolve(@Nullable TaskRow row, TaskEvent event, Instant at, long version) {
    if (row != null && version <= row.version) {
      return row;
    }
    return switch (event) {
      case TaskCreated created ->
          new TaskRow(
              created.taskId(), created.userId(), created.details(), at, at, null, null, version);
      case TaskUpdated updated -> begun(row, event).updated(updated.changes(), at, version);
      case TaskCompleted completed ->
          begun(row, event).completed(completed.completedAt(), at, version);
      case TaskDeleted ignored -> begun(row, event).trashed(at, at, version);
      case TaskRestored ignored -> begun(row, event).trashed(null, at, version);
    };
  }

  /** Whether the words by which it is found are those of the other row. */
  public boolean hasWordsOf(@Nullable TaskRow other) {
    return other != null
        && details.title().equals(other.details.title())
        && Objects.equals(details.description(), other.details.description())
        && details.tags().equals(other.details.tags());
  }

  /** About how much memory it takes, in bytes: some forty small objects, and the texts. */
  public long weight() {
    String description = details.description();
    return OBJECTS + details.title().length() + (description == null ? 0 : description.length());
  }

  private TaskRow updated(TaskChanges changes, Instant at, long next) {
    TaskDetails changed = details.with(changes);
    Instant done =
        changed.status() != Status.COMPLETED ? null : completedAt == null ? at : completedAt;
    return new TaskRow(taskId, owner, changed, createdAt, at, done, deletedAt, next);
  }

  private TaskRow completed(Instant done, Instant at, long next) {
    TaskDetails changed = details.with(TaskChanges.of(TaskField.STATUS, Status.COMPLETED));
    return new TaskRow(taskId, owner, changed, createdAt, at, done, deletedAt, next);
  }

  private TaskRow trashed(@Nullable Instant since, Instant at, long next) {
    return new TaskRow(taskId, owner, details, createdAt, at, completedAt, since, next);
  }

  private static TaskRow begun(@Nullable TaskRow row, TaskEvent event) {
    if (row == null) {
      throw new IllegalStateException("task " + event.taskId() + " has no creation");
    }
    return row;
  }
}
