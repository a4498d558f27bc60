package io.taskledger.command.task;

import io.taskledger.command.task.past.Ledger;
import io.taskledger.command.task.tree.TaskTree;
import io.taskledger.events.task.TaskId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The surroundings of a task that has none above, below or after it. */
class LoneTask implements OtherTasks, Ledger, TaskTree {
  @Override
  public Optional<Known> find(TaskId taskId) {
    return Optional.empty();
  }

  @Override
  public Optional<Past> event(TaskId taskId, UUID eventId) {
    return Optional.empty();
  }

  @Override
  public List<Past> after(TaskId taskId, long version) {
    return List.of();
  }

  @Override
  public List<Past> causedBy(UUID eventId, TaskId taskId) {
    return List.of();
  }

  @Override
  public void change(TaskId taskId, Consumer<Task> change) {
    throw new AssertionError("there is no other task");
  }

  @Override
  public List<TaskId> below(TaskId task) {
    return List.of();
  }

  @Override
  public List<TaskId> above(TaskId task) {
    return List.of();
  }

  @Override
  public int height(TaskId task) {
    return 0;
  }

  @Override
  public void place(TaskId task, @Nullable TaskId parent, long parentVersion) {
    throw new AssertionError("there is no other task");
  }

  @Override
  public void requireUnchanged(TaskId task, long version) {
    throw new AssertionError("there is no other task");
  }

  @Override
  public void requireOnly(TaskId task, List<TaskId> below) {
    // Nothing else is there.
  }
}
