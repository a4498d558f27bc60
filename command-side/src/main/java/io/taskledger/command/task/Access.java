package io.taskledger.command.task;

import io.taskledger.command.task.TaskState.Live;
import io.taskledger.command.task.TaskState.Trashed;
import io.taskledger.events.problem.ErrorCode;
import io.taskledger.events.problem.Refusal;

/** Who may do what with a task. */
final class Access {
  private Access() {}

  /** The task, if it can be worked on by whoever asks, and is at the version that they expect. */
  static Live live(TaskState state, TaskCommand command, long version) {
    requireOpen(state, command, version);
    return switch (state) {
      case Live live -> live;
      case Trashed ignored ->
          throw Refusal.of(ErrorCode.TASK_IN_TRASH, "Restore the task before you change it.");
    };
  }

  /** A stranger learns nothing, not even that the task exists. */
  static void requireOpen(TaskState state, TaskCommand command, long version) {
    if (!state.isOpenTo(command.actor())) {
      throw TaskCommand.notFound();
    }
    command.expected().require(version);
  }

  static void requireOwner(TaskState state, TaskCommand command) {
    if (!state.isOwnedBy(command.actor())) {
      throw Refusal.of(ErrorCode.NOT_OWNER, "Ask the task's owner to do this.");
    }
  }
}
