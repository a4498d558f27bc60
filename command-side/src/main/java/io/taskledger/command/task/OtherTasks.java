package io.taskledger.command.task;

import io.taskledger.command.task.state.TaskState;
import io.taskledger.events.task.TaskId;
import java.util.Optional;
import java.util.function.Consumer;

/** The tasks besides the one that a command is for. */
interface OtherTasks {
  /** Another task as it is now. */
  record Known(TaskState state, long version) {}

  /** Another task, not held for a change; empty when there is none. */
  Optional<Known> find(TaskId taskId);

  /** Changes another task in the unit of work of this command: both are stored, or neither. */
  void change(TaskId taskId, Consumer<Task> change);
}
