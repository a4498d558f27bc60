package io.taskledger.command.reopentask;

import io.taskledger.command.edittask.EditTask;
import io.taskledger.command.platform.precondition.IfMatch;
import io.taskledger.command.task.TaskCommand;
import io.taskledger.events.task.Status;
import io.taskledger.events.task.TaskChanges;
import io.taskledger.events.task.TaskField;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskState;
import io.taskledger.events.user.UserId;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.time.Instant;

/** Makes a completed task pending again. */
public record ReopenTask(TaskId taskId, UserId actor, IfMatch ifMatch)
    implements TaskCommand.Change {

  @Override
  public Decision decide(TaskState task, Instant now) {
    if (!task.isCompleted()) {
      throw ProblemException.of(
          ErrorCode.TASK_NOT_COMPLETED, "Only a completed task can be reopened.");
    }
    return EditTask.update(task, TaskChanges.of(TaskField.STATUS, Status.PENDING), now);
  }
}
