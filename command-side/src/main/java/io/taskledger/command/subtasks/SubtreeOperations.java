package io.taskledger.command.subtasks;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.taskledger.command.completetask.CompleteTask;
import io.taskledger.command.completetask.NextOccurrence;
import io.taskledger.command.edittask.EditTask;
import io.taskledger.command.history.RecordedTaskEvent;
import io.taskledger.command.history.TaskHistory;
import io.taskledger.command.task.TaskCommand.Decision;
import io.taskledger.command.task.TaskCommand.FollowUp.CreateNextOccurrence;
import io.taskledger.events.task.TaskChanges;
import io.taskledger.events.task.TaskDeleted;
import io.taskledger.events.task.TaskField;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskRestored;
import io.taskledger.events.task.TaskState;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * What one command does to the tasks below and after a task: each of their events names the event
 * that it follows from.
 */
final class SubtreeOperations {
  private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

  private final TaskSession session;
  private final SubtaskTree tree;
  private final StoredTasks stored;
  private final TaskHistory history;
  private final FollowUps followUps;

  /** The next occurrences that this command created or restored, by the completed task. */
  private final Map<TaskId, TaskId> nextOccurrences = new HashMap<>();

  SubtreeOperations(
      TaskSession session,
      SubtaskTree tree,
      StoredTasks stored,
      TaskHistory history,
      FollowUps followUps) {
    this.session = session;
    this.tree = tree;
    this.stored = stored;
    this.history = history;
    this.followUps = followUps;
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
        moveToNextOccurrence(subtask, task, at);
      } else if (!state.isCompleted()) {
        followUps.execute(
            subtask,
            Decision.of(CompleteTask.completed(state, at)).then(new CreateNextOccurrence(at)),
            task.asCause());
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

  private void moveToNextOccurrence(LoadedTask subtask, LoadedTask completed, Instant at) {
    TaskId parent = subtask.state().details().parentTaskId();
    TaskId next = parent == null ? null : nextOccurrences.get(parent);
    if (next != null) {
      var move = TaskChanges.of(TaskField.PARENT_TASK_ID, next);
      followUps.apply(
          subtask, EditTask.update(subtask.state(), move, at).events(), completed.asCause());
      tree.placeUnder(subtask.id(), next, session.load(next).state().version());
    }
  }

  /** Creates the occurrence that follows the completed task, or restores it after an undo. */
  void createNextOccurrence(LoadedTask task, Instant at) {
    TaskState completed = task.state();
    Optional<NextOccurrence> after = NextOccurrence.after(completed, at);
    if (after.isEmpty()) {
      return;
    }
    TaskState parent = parentOfNext(completed.details().parentTaskId());
    NextOccurrence next = after.get().under(parent == null ? null : parent.taskId());
    LoadedTask existing = existingNext(task).orElse(null);
    if (existing != null) {
      restoreNext(existing, next, at, task.asCause());
      nextOccurrences.put(task.id(), existing.id());
      return;
    }
    // Its id is not derived from anything, so that nobody can take it in advance.
    var id = new TaskId(IDS.generate());
    session.create(next.created(id), task.asCause());
    nextOccurrences.put(task.id(), id);
    if (parent != null) {
      tree.placeUnder(id, parent.taskId(), parent.version());
    }
  }

  private @Nullable TaskState parentOfNext(@Nullable TaskId parent) {
    if (parent == null) {
      return null;
    }
    TaskId next = nextOccurrences.get(parent);
    return stored
        .find(next == null ? parent : next)
        .filter(found -> !found.isDeleted())
        .orElse(null);
  }

  /** A task has one next occurrence, however often it is reopened and completed again. */
  private Optional<LoadedTask> existingNext(LoadedTask completed) {
    return history
        .nextOccurrenceOf(completed.id())
        .map(session::load)
        .filter(found -> found.state().isOwnedBy(completed.state().owner()));
  }

  /** After the completion was undone and is done again: it becomes what it would be now. */
  private void restoreNext(LoadedTask found, NextOccurrence next, Instant at, MetaData cause) {
    TaskState before = found.state();
    if (!before.isDeleted()) {
      return;
    }
    followUps.apply(found, List.of(new TaskRestored(before.owner(), before.taskId())), cause);
    TaskState state = found.state();
    TaskChanges changes = state.details().changesTo(next.details().values());
    followUps.apply(found, EditTask.update(state, changes, at).events(), cause);
    if (changes.touches(TaskField.PARENT_TASK_ID)) {
      place(found.id(), next.details().parentTaskId());
    }
  }

  private void place(TaskId task, @Nullable TaskId parent) {
    if (parent == null) {
      tree.placeAtTop(task);
    } else {
      tree.placeUnder(task, parent, stored.find(parent).orElseThrow().version());
    }
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
          followUps.apply(subtask, List.of(deleted), task.asCause());
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
        followUps.apply(
            subtask, List.of(new TaskRestored(state.owner(), state.taskId())), task.asCause());
      }
    }
  }
}
