package io.taskledger.command.completetask;

import io.taskledger.events.task.Series;
import io.taskledger.events.task.Status;
import io.taskledger.events.task.TaskChanges;
import io.taskledger.events.task.TaskCreated;
import io.taskledger.events.task.TaskDetails;
import io.taskledger.events.task.TaskField;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskState;
import io.taskledger.events.user.UserId;
import io.taskledger.recurrence.Recurrence;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The occurrence that follows a completed one: the same task with a new due date. */
public record NextOccurrence(UserId owner, TaskDetails details, Series series) {

  /** What follows the completed task; nothing when it does not recur or its series has ended. */
  public static Optional<NextOccurrence> after(TaskState completed, Instant at) {
    return Recurrence.next(completed.details(), completed.series(), at)
        .map(
            next ->
                new NextOccurrence(
                    completed.owner(),
                    completed
                        .details()
                        .with(
                            TaskChanges.of(TaskField.STATUS, Status.PENDING)
                                .and(TaskField.DUE_DATE, next.dueDate())),
                    next.series()));
  }

  /** The same occurrence below another parent, or at the top. */
  public NextOccurrence under(@Nullable TaskId parent) {
    return new NextOccurrence(
        owner, details.with(TaskChanges.of(TaskField.PARENT_TASK_ID, parent)), series);
  }

  /** Its creation. */
  public TaskCreated created(TaskId taskId) {
    return TaskCreated.of(owner, taskId, details, series);
  }
}
