package io.taskledger.command.task;

import io.taskledger.events.task.TaskId;
import io.taskledger.events.user.UserId;

/** What may be asked of a task that exists. */
public sealed interface TaskCommand
    permits EditTask, CompleteTask, ReopenTask, DeleteTask, RestoreTask {
  /** The task. */
  TaskId taskId();

  /** Who asks. */
  UserId actor();

  /** The versions that the caller accepts. */
  Expected expected();
}
