package io.taskledger.projection.dashboard.counting;

import io.taskledger.events.task.Priority;
import io.taskledger.events.task.Status;
import io.taskledger.events.task.TaskChanges;
import io.taskledger.events.task.TaskCompleted;
import io.taskledger.events.task.TaskCreated;
import io.taskledger.events.task.TaskDeleted;
import io.taskledger.events.task.TaskEvent;
import io.taskledger.events.task.TaskField;
import io.taskledger.events.task.TaskRestored;
import io.taskledger.events.task.TaskUpdated;
import io.taskledger.events.user.UserId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one task adds to the dashboards of those who see it; kept in Redis as JSON.
 *
 * @param v version of the task, how many events it has
 * @param due milliseconds since 1970, absent without a due date
 * @param completedAt milliseconds since 1970, absent while it is not completed
 * @param deleted whether it is in the trash
 */
public record Contribution(
    long v,
    UserId owner,
    @Nullable UserId assignee,
    Status status,
    Priority priority,
    @Nullable Long due,
    @Nullable Long completedAt,
    boolean deleted) {

  /**
   * The contribution after an event. An event that it has already is passed over: after a crash
   * between the write to Redis and the commit in PostgreSQL events come again.
   *
   * @param before {@code null} before the task's creation
   * @throws DashboardIsBehindException when events before this one are missing
   */
  public static Contribution evolve(
      @Nullable Contribution before, TaskEvent event, Instant at, long version) {
    if (before != null && version <= before.v) {
      return before;
    }
    if (version != (before == null ? 0 : before.v) + 1) {
      throw new DashboardIsBehindException(
          "no event of task " + event.taskId() + " may be missing before " + version);
    }
    return switch (event) {
      case TaskCreated created ->
          new Contribution(
              version,
              created.userId(),
              created.assigneeId(),
              Status.PENDING,
              created.priority(),
              millis(created.dueDate()),
              null,
              false);
      case TaskUpdated updated -> begun(before, event).updated(updated.changes(), at, version);
      case TaskCompleted completed ->
          begun(before, event).completed(completed.completedAt(), version);
      case TaskDeleted ignored -> begun(before, event).trashed(true, version);
      case TaskRestored ignored -> begun(before, event).trashed(false, version);
    };
  }

  /** Who sees the task; nobody while it is in the trash. */
  Set<UserId> seenBy() {
    if (deleted) {
      return Set.of();
    }
    return assignee == null || assignee.equals(owner) ? Set.of(owner) : Set.of(owner, assignee);
  }

  /** The due date as long as it matters. */
  @Nullable Long openUntil() {
    return status == Status.COMPLETED ? null : due;
  }

  private Contribution updated(TaskChanges changes, Instant at, long next) {
    Status nextStatus = changes.get(TaskField.STATUS) instanceof Status changed ? changed : status;
    Long done =
        nextStatus != Status.COMPLETED
            ? null
            : completedAt == null ? Long.valueOf(at.toEpochMilli()) : completedAt;
    return new Contribution(
        next,
        owner,
        changes.touches(TaskField.ASSIGNEE_ID)
            ? (UserId) changes.get(TaskField.ASSIGNEE_ID)
            : assignee,
        nextStatus,
        changes.get(TaskField.PRIORITY) instanceof Priority changed ? changed : priority,
        changes.touches(TaskField.DUE_DATE)
            ? millis((Instant) changes.get(TaskField.DUE_DATE))
            : due,
        done,
        deleted);
  }

  private Contribution completed(Instant done, long next) {
    return new Contribution(
        next, owner, assignee, Status.COMPLETED, priority, due, done.toEpochMilli(), deleted);
  }

  private Contribution trashed(boolean inTrash, long next) {
    return new Contribution(next, owner, assignee, status, priority, due, completedAt, inTrash);
  }

  private static Contribution begun(@Nullable Contribution before, TaskEvent event) {
    if (before == null) {
      throw new IllegalStateException("task " + event.taskId() + " does not begin with a creation");
    }
    return before;
  }

  private static @Nullable Long millis(@Nullable Instant time) {
    return time == null ? null : time.toEpochMilli();
  }
}
