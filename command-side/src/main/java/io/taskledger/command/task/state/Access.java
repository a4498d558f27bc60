package io.taskledger.command.task.state;

import io.taskledger.command.task.api.TaskCommand;
import io.taskledger.command.task.state.TaskState.Live;
import io.taskledger.command.task.state.TaskState.Trashed;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;

/** Who may do what with a task. */
public final class Access {
  private Access() {}

  /** The task, if it can be worked on by whoever asks, and is at the version that they expect. */
  public static Live live(TaskState state, TaskCommand command, long version) {
    requireOpen(state, command, version);
    return switch (state) {
      case Live live -> live;
      case Trashed ignored ->
          throw ProblemException.of(
              ErrorCode.TASK_IN_TRASH, "Restore the task before you change it.");
    };
  }

  /** A stranger learns nothing, not even that the task exists. */
  public static void requireOpen(TaskState state, TaskCommand command, long version) {
    if (!state.isOpenTo(command.actor())) {
      throw TaskCommand.notFound();
    }
    command.expected().require(version);
  }

  public static void requireOwner(TaskState state, TaskCommand command) {
    if (!state.isOwnedBy(command.actor())) {
      throw ProblemException.of(ErrorCode.NOT_OWNER, "Ask the task's owner to do this.");
    }
  }
}
