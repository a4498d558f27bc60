package io.taskledger.projection.dashboard.counting;

import io.taskledger.events.task.Priority;
import io.taskledger.events.task.Status;
import io.taskledger.events.task.TaskDetails;
import io.taskledger.events.task.TaskEvent;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskState;
import io.taskledger.events.user.UserId;
import java.time.Instant;
import java.util.List;
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
    TaskState state = before == null ? null : before.asState(event.taskId());
    return of(TaskState.evolve(state, event, at, version));
  }

  private static Contribution of(TaskState task) {
    TaskDetails details = task.details();
    return new Contribution(
        task.version(),
        task.owner(),
        details.assigneeId(),
        details.status(),
        details.priority(),
        millis(details.dueDate()),
        millis(task.completedAt()),
        task.isDeleted());
  }

  /** The task as far as it is kept here. */
  private TaskState asState(TaskId taskId) {
    var details =
        new TaskDetails(
            "", null, priority, status, time(due), null, null, List.of(), assignee, null, null,
            List.of());
    Instant unknown = Instant.EPOCH;
    return new TaskState(
        taskId,
        owner,
        details,
        null,
        unknown,
        unknown,
        time(completedAt),
        null,
        deleted ? unknown : null,
        v);
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

  private static @Nullable Instant time(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  private static @Nullable Long millis(@Nullable Instant time) {
    return time == null ? null : time.toEpochMilli();
  }
}
