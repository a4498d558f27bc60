package io.taskledger.command.deletetask;

import io.taskledger.command.platform.precondition.IfMatch;
import io.taskledger.command.task.TaskCommand;
import io.taskledger.command.task.TaskCommand.FollowUp.TrashSubtasks;
import io.taskledger.events.task.TaskDeleted;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskState;
import io.taskledger.events.user.UserId;
import java.time.Instant;

/** Moves a task and all tasks below it to the trash. */
public record DeleteTask(TaskId taskId, UserId actor, IfMatch ifMatch, String reason)
    implements TaskCommand.Change {

  @Override
  public boolean isForOwnerOnly() {
    return true;
  }

  @Override
  public Decision decide(TaskState task, Instant now) {
    return trash(task, reason);
  }

  /** The deletion with all that follows, also when an undo leads to it. */
  public static Decision trash(TaskState task, String reason) {
    return Decision.of(new TaskDeleted(task.owner(), task.taskId(), reason))
        .then(new TrashSubtasks(reason));
  }
}
