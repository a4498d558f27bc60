package io.taskledger.command.task.tree;

import io.taskledger.events.task.TaskId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which task is below which. The writing methods take effect with the events of the command, under
 * the store's lock, and have the command decided again when another one was faster.
 */
public interface TaskTree {
  /** How many levels of subtasks there may be below a task that is below none. */
  int DEEPEST = 5;

  /** How many tasks there may be in one tree. */
  int LARGEST = 1000;

  /** All tasks below a task, in the trash or not, parents before their children. */
  List<TaskId> below(TaskId task);

  /** The tasks above a task, its parent first. */
  List<TaskId> above(TaskId task);

  /** How many levels of tasks are below a task. */
  int height(TaskId task);

  /** Hangs a task below a parent that has not changed since this version, or below none. */
  void place(TaskId task, @Nullable TaskId parent, long parentVersion);

  /** Lets the command stand only if the other task has not changed since this version. */
  void requireUnchanged(TaskId task, long version);

  /** Lets the command stand only if nothing else has come below the task. */
  void requireOnly(TaskId task, List<TaskId> below);
}
