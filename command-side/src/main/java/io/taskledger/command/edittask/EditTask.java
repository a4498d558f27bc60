package io.taskledger.command.edittask;

import io.taskledger.command.completetask.CompleteTask;
import io.taskledger.command.platform.precondition.IfMatch;
import io.taskledger.command.task.RecurrencePolicy;
import io.taskledger.command.task.TaskCommand;
import io.taskledger.command.task.TaskCommand.FollowUp.PlaceUnder;
import io.taskledger.command.task.TaskCommand.FollowUp.RequireAssignable;
import io.taskledger.command.task.TaskPolicy;
import io.taskledger.events.task.Status;
import io.taskledger.events.task.TaskChanges;
import io.taskledger.events.task.TaskField;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskState;
import io.taskledger.events.task.TaskUpdated;
import io.taskledger.events.user.UserId;
import java.time.Instant;

/** Gives fields of a task new values; the status {@code completed} completes it. */
public record EditTask(TaskId taskId, UserId actor, IfMatch ifMatch, TaskChanges wanted)
    implements TaskCommand.Change {

  @Override
  public Decision decide(TaskState task, Instant now) {
    TaskChanges changes = task.details().changesTo(wanted);
    if (changes.touches(TaskField.PARENT_TASK_ID)
        || (changes.touches(TaskField.ASSIGNEE_ID) && !isLeaving(task, changes))) {
      TaskPolicy.requireOwner(task, actor);
    }
    if (changes.get(TaskField.STATUS) != Status.COMPLETED) {
      return update(task, changes, now);
    }
    return update(task, changes.without(TaskField.STATUS), now)
        .then(CompleteTask.complete(task, now));
  }

  /** An assignee may give a task back, and nothing else of the assignment. */
  private boolean isLeaving(TaskState task, TaskChanges changes) {
    return actor.equals(task.details().assigneeId()) && changes.get(TaskField.ASSIGNEE_ID) == null;
  }

  /** Changes fields other than to {@code completed}; no event when nothing changes. */
  public static Decision update(TaskState task, TaskChanges changes, Instant now) {
    if (changes.isEmpty()) {
      return Decision.of();
    }
    if (changes.get(TaskField.RECURRENCE) != null) {
      RecurrencePolicy.require(task.details().with(changes), now);
    }
    Decision updated =
        Decision.of(
            new TaskUpdated(
                task.owner(), task.taskId(), changes, task.details().valuesOf(changes)));
    if (changes.get(TaskField.ASSIGNEE_ID) instanceof UserId assignee) {
      updated = updated.then(new RequireAssignable(assignee));
    }
    return changes.touches(TaskField.PARENT_TASK_ID)
        ? updated.then(new PlaceUnder((TaskId) changes.get(TaskField.PARENT_TASK_ID)))
        : updated;
  }
}
