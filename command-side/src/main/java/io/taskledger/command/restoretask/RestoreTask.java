package io.taskledger.command.restoretask;

import io.taskledger.command.platform.precondition.IfMatch;
import io.taskledger.command.task.TaskCommand;
import io.taskledger.command.task.TaskCommand.FollowUp.RequireParentOutOfTrash;
import io.taskledger.command.task.TaskCommand.FollowUp.RestoreSubtasks;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskRestored;
import io.taskledger.events.task.TaskState;
import io.taskledger.events.user.UserId;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.time.Instant;

/** Restores a task from the trash, and the tasks that went there with it. */
public record RestoreTask(TaskId taskId, UserId actor, IfMatch ifMatch)
    implements TaskCommand.Change {

  @Override
  public boolean isForOwnerOnly() {
    return true;
  }

  @Override
  public boolean appliesInTrash() {
    return true;
  }

  @Override
  public Decision decide(TaskState task, Instant now) {
    if (!task.isDeleted()) {
      throw ProblemException.of(
          ErrorCode.TASK_NOT_IN_TRASH, "Only a task in the trash can be restored.");
    }
    return restore(task).then(new RestoreSubtasks());
  }

  /** The restoring of one task, below a parent that is not in the trash. */
  public static Decision restore(TaskState task) {
    return Decision.of(new TaskRestored(task.owner(), task.taskId()))
        .then(new RequireParentOutOfTrash());
  }
}
