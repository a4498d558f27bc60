package io.taskledger.command.subtasks;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.taskledger.command.completetask.NextOccurrence;
import io.taskledger.command.edittask.EditTask;
import io.taskledger.command.history.TaskHistory;
import io.taskledger.events.task.TaskChanges;
import io.taskledger.events.task.TaskField;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskRestored;
import io.taskledger.events.task.TaskState;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/** The next occurrences that one command creates, or restores after an undo. */
final class NextOccurrences {
  private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

  private final TaskSession session;
  private final SubtaskRules rules;
  private final TaskHistory history;
  private final Map<TaskId, TaskId> byCompleted = new HashMap<>();

  NextOccurrences(TaskSession session, SubtaskRules rules, TaskHistory history) {
    this.session = session;
    this.rules = rules;
    this.history = history;
  }

  /** The next occurrence of a task that this command completed. */
  @Nullable TaskId of(@Nullable TaskId completed) {
    return completed == null ? null : byCompleted.get(completed);
  }

  /** Creates what follows the completed task, if it recurs. */
  void create(LoadedTask task, Instant at) {
    TaskState completed = task.state();
    Optional<NextOccurrence> after = NextOccurrence.after(completed, at);
    if (after.isEmpty()) {
      return;
    }
    TaskState parent = parent(completed.details().parentTaskId());
    NextOccurrence next = after.get().under(parent == null ? null : parent.taskId());
    LoadedTask existing = existing(task).orElse(null);
    if (existing != null) {
      restore(existing, next, parent, at, task.asCause());
      byCompleted.put(task.id(), existing.id());
      return;
    }
    // Its id is not derived from anything, so that nobody can take it in advance.
    var id = new TaskId(IDS.generate());
    session.create(next.created(id), task.asCause());
    byCompleted.put(task.id(), id);
    if (parent != null) {
      rules.tree().placeUnder(id, parent.taskId(), parent.version());
    }
  }

  /** The parent's own next occurrence, or the same parent; none in the trash or in a full tree. */
  private @Nullable TaskState parent(@Nullable TaskId parent) {
    if (parent == null) {
      return null;
    }
    TaskId next = byCompleted.get(parent);
    return rules
        .tasks()
        .find(next == null ? parent : next)
        .filter(found -> !found.isDeleted())
        .filter(found -> next != null || rules.hasRoomBelow(parent))
        .orElse(null);
  }

  /** A task has one next occurrence, however often it is reopened and completed again. */
  private Optional<LoadedTask> existing(LoadedTask completed) {
    return history
        .nextOccurrenceOf(completed.id())
        .map(session::load)
        .filter(found -> found.state().isOwnedBy(completed.state().owner()));
  }

  /** After the completion was undone and is done again: it becomes what it would be now. */
  private void restore(
      LoadedTask found,
      NextOccurrence next,
      @Nullable TaskState parent,
      Instant at,
      MetaData cause) {
    TaskState before = found.state();
    if (!before.isDeleted()) {
      return;
    }
    found.apply(new TaskRestored(before.owner(), before.taskId()), cause);
    TaskState state = found.state();
    TaskChanges changes = state.details().changesTo(next.details().values());
    found.apply(EditTask.update(state, changes, at).events(), cause);
    if (parent == null) {
      rules.tree().placeAtTop(found.id());
    } else if (changes.touches(TaskField.PARENT_TASK_ID)) {
      rules.tree().placeUnder(found.id(), parent.taskId(), parent.version());
    }
  }

  /** Moves a task that waits for its time below the next occurrence of its parent, if any. */
  void moveBelowNext(LoadedTask waiting, Instant at, MetaData cause) {
    TaskId next = of(waiting.state().details().parentTaskId());
    if (next != null) {
      var move = TaskChanges.of(TaskField.PARENT_TASK_ID, next);
      waiting.apply(EditTask.update(waiting.state(), move, at).events(), cause);
      rules.tree().placeUnder(waiting.id(), next, session.load(next).state().version());
    }
  }
}
