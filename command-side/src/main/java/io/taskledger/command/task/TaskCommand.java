package io.taskledger.command.task;

import io.taskledger.events.problem.ErrorCode;
import io.taskledger.events.problem.Refusal;
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

  /** The refusal for a task that is not there, or not there for this caller. */
  static Refusal notFound() {
    return Refusal.of(ErrorCode.TASK_NOT_FOUND, "Look at the id, and at who is logged in.");
  }
}
