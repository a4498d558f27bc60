package io.taskledger.command.subtasks;

import io.taskledger.command.completetask.CompleteTask;
import io.taskledger.command.history.RecordedTaskEvent;
import io.taskledger.command.history.TaskHistory;
import io.taskledger.events.task.TaskDeleted;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskRestored;
import io.taskledger.events.task.TaskState;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What one command does to the tasks below a task: each of their events names the event that it
 * follows from.
 */
final class SubtreeOperations {
  private final TaskSession session;
  private final SubtaskTree tree;
  private final TaskHistory history;
  private final NextOccurrences nextOccurrences;

  SubtreeOperations(
      TaskSession session, SubtaskTree tree, TaskHistory history, NextOccurrences nextOccurrences) {
    this.session = session;
    this.tree = tree;
    this.history = history;
    this.nextOccurrences = nextOccurrences;
  }

  /**
   * Completes the open tasks below that the actor may see. A next occurrence whose predecessor is
   * below the same task is not due yet: it stays open, and moves below the task's own next
   * occurrence.
   */
  void completeSubtasks(LoadedTask task, Instant at) {
    List<TaskId> below = tree.below(task.id());
    Set<TaskId> waiting = nextOccurrencesBelow(below);
    Set<TaskId> leftOpen = new HashSet<>();
    for (TaskId each : below) {
      LoadedTask subtask = session.load(each);
      TaskState state = subtask.state();
      TaskId parent = state.details().parentTaskId();
      if (state.isDeleted() || !state.isVisibleTo(session.actor())) {
        continue;
      }
      if (parent != null && leftOpen.contains(parent)) {
        leftOpen.add(each);
      } else if (!state.isCompleted() && waiting.contains(each)) {
        leftOpen.add(each);
        nextOccurrences.moveBelowNext(subtask, at, task.asCause());
      } else if (!state.isCompleted()) {
        subtask.apply(CompleteTask.completed(state, at), task.asCause());
        nextOccurrences.create(subtask, at);
      }
    }
  }

  private Set<TaskId> nextOccurrencesBelow(List<TaskId> below) {
    boolean recurs =
        below.stream()
            .map(each -> session.load(each).state().series())
            .anyMatch(series -> series != null && series.occurrence() > 1);
    return recurs ? history.nextOccurrencesAmong(below) : Set.of();
  }

  /**
   * Moves all tasks below to the trash: nothing that is not there is below it. What this command
   * moved elsewhere is below it no more, though the table has it there until the append.
   */
  void trashSubtasks(LoadedTask task, String reason) {
    List<TaskId> below = tree.below(task.id());
    tree.requireOnly(task.id(), below);
    Set<TaskId> still = new HashSet<>(Set.of(task.id()));
    for (TaskId each : below) {
      LoadedTask subtask = session.load(each);
      TaskState state = subtask.state();
      if (still.contains(state.details().parentTaskId())) {
        still.add(each);
        if (!state.isDeleted()) {
          var deleted = new TaskDeleted(state.owner(), state.taskId(), reason);
          subtask.apply(deleted, task.asCause());
        }
      }
    }
  }

  /** Restores the tasks that went to the trash with the task. */
  void restoreSubtasks(LoadedTask task) {
    UUID deletion = task.lastDeletion();
    if (deletion == null) {
      return;
    }
    for (RecordedTaskEvent along : history.causedBy(deletion, task.id())) {
      LoadedTask subtask = session.load(along.taskId());
      TaskState state = subtask.state();
      if (state.isDeleted() && along.eventId().equals(subtask.lastDeletion())) {
        subtask.apply(new TaskRestored(state.owner(), state.taskId()), task.asCause());
      }
    }
  }
}
