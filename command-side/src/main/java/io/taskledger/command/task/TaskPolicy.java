package io.taskledger.command.task;

import io.taskledger.events.task.TaskState;
import io.taskledger.events.user.UserId;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Who may do what to a task, in the order in which it is checked. */
public final class TaskPolicy {
  private TaskPolicy() {}

  /** The task, if the command may be applied to it; refuses it otherwise. */
  public static TaskState require(@Nullable TaskState task, TaskCommand.Change command) {
    if (task == null || !task.isVisibleTo(command.actor())) {
      throw notFound();
    }
    command.ifMatch().require(task.version());
    if (task.isDeleted() && !command.appliesInTrash()) {
      throw ProblemException.of(
          ErrorCode.TASK_IN_TRASH, "The task is in the trash. Restore it before you change it.");
    }
    if (command.isForOwnerOnly()) {
      requireOwner(task, command.actor());
    }
    return task;
  }

  /** Refuses users other than the owner. */
  public static void requireOwner(TaskState task, UserId actor) {
    if (!task.isOwnedBy(actor)) {
      throw ProblemException.of(
          ErrorCode.NOT_OWNER, "Only the task's owner may do this. Ask them to do it.");
    }
  }

  /** The refusal for a task that does not exist, or not for this caller: they learn nothing. */
  public static ProblemException notFound() {
    return ProblemException.of(
        ErrorCode.TASK_NOT_FOUND, "Check the task's id, and that you are logged in as its user.");
  }
}
