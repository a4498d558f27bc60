package io.taskledger.command.undo;

import io.taskledger.command.completetask.CompleteTask;
import io.taskledger.command.deletetask.DeleteTask;
import io.taskledger.command.edittask.EditTask;
import io.taskledger.command.history.RecordedTaskEvent;
import io.taskledger.command.history.TaskHistory;
import io.taskledger.command.restoretask.RestoreTask;
import io.taskledger.command.task.RecurrencePolicy;
import io.taskledger.command.task.TaskCommand.Decision;
import io.taskledger.command.task.TaskResult.Conflict;
import io.taskledger.command.task.TaskResult.FieldChange;
import io.taskledger.events.task.Status;
import io.taskledger.events.task.TaskChanges;
import io.taskledger.events.task.TaskCompleted;
import io.taskledger.events.task.TaskCreated;
import io.taskledger.events.task.TaskDeleted;
import io.taskledger.events.task.TaskField;
import io.taskledger.events.task.TaskRestored;
import io.taskledger.events.task.TaskState;
import io.taskledger.events.task.TaskUpdated;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How an event is undone. A field gets back the value that it had before the event if it still has
 * the value that the event gave it; a field that was changed again since is left alone.
 *
 * @param blocked the fields that were changed again; {@code deletedAt} for the trash
 * @param impossible the fields whose former value is no longer possible
 */
public record UndoPlan(Step step, Set<String> blocked, Set<String> impossible) {

  /** What is to be done. */
  private sealed interface Step {
    /** Fields get their former values. */
    record Set(TaskChanges changes) implements Step {}

    /** The task moves to the trash. */
    record Trash() implements Step {}

    /** The task is restored. */
    record Restore() implements Step {}

    /** There is nothing left to undo. */
    record Nothing() implements Step {}
  }

  /** How to undo the event on the task as it is now. */
  public static UndoPlan of(TaskState task, RecordedTaskEvent recorded, Instant now) {
    return switch (recorded.event()) {
      case TaskUpdated updated -> fields(task, updated.changes(), updated.previousValues(), now);
      case TaskCompleted ignored ->
          fields(
              task,
              TaskChanges.of(TaskField.STATUS, Status.COMPLETED),
              TaskChanges.of(TaskField.STATUS, statusBefore(task)),
              now);
      case TaskDeleted ignored ->
          task.isDeleted() ? only(new Step.Restore()) : blockedBy(TaskHistory.TRASH);
      case TaskRestored ignored -> trash(task);
      case TaskCreated ignored -> trash(task);
    };
  }

  private static Status statusBefore(TaskState task) {
    TaskState.Completion last = task.lastCompletion();
    return last == null ? Status.PENDING : last.before();
  }

  private static UndoPlan fields(
      TaskState task, TaskChanges given, TaskChanges before, Instant now) {
    if (task.isDeleted()) {
      return blockedBy(TaskHistory.TRASH);
    }
    TaskChanges back = TaskChanges.none();
    Set<String> blocked = new LinkedHashSet<>();
    Set<String> impossible = new LinkedHashSet<>();
    for (TaskField field : given.fields()) {
      if (Objects.equals(task.details().get(field), given.get(field))) {
        back = back.and(field, before.get(field));
      } else {
        blocked.add(field.jsonName());
      }
    }
    if (back.get(TaskField.RECURRENCE) != null
        && RecurrencePolicy.problem(task.details().with(back), now).isPresent()) {
      back = back.without(TaskField.RECURRENCE);
      impossible.add(TaskField.RECURRENCE.jsonName());
    }
    return new UndoPlan(
        back.isEmpty() ? new Step.Nothing() : new Step.Set(back), blocked, impossible);
  }

  private static UndoPlan trash(TaskState task) {
    return task.isDeleted() ? blockedBy(TaskHistory.TRASH) : only(new Step.Trash());
  }

  private static UndoPlan only(Step step) {
    return new UndoPlan(step, Set.of(), Set.of());
  }

  private static UndoPlan blockedBy(String field) {
    return new UndoPlan(new Step.Nothing(), Set.of(field), Set.of());
  }

  /** Whether there is nothing left to undo. */
  public boolean isBlocked() {
    return step instanceof Step.Nothing;
  }

  /** Whether only the owner may do it. */
  public boolean isForOwnerOnly() {
    return !(step instanceof Step.Set(TaskChanges changes))
        || changes.touches(TaskField.ASSIGNEE_ID)
        || changes.touches(TaskField.PARENT_TASK_ID);
  }

  /** What the undo leads to. A completion is the one that was, and nothing follows from it. */
  public Decision decide(TaskState task, Instant now) {
    return switch (step) {
      case Step.Trash() -> DeleteTask.trash(task, "undo");
      case Step.Restore() -> RestoreTask.restore(task);
      case Step.Nothing() -> Decision.of();
      case Step.Set(TaskChanges changes) -> {
        if (changes.get(TaskField.STATUS) != Status.COMPLETED) {
          yield EditTask.update(task, changes, now);
        }
        TaskState.Completion last = task.lastCompletion();
        yield EditTask.update(task, changes.without(TaskField.STATUS), now)
            .then(Decision.of(CompleteTask.completed(task, last == null ? now : last.at())));
      }
    };
  }

  /** What it changes, as the history would tell it. */
  public List<FieldChange> changes(TaskState task, Instant now) {
    return switch (step) {
      case Step.Set(TaskChanges changes) ->
          changes.fields().stream()
              .map(
                  field ->
                      new FieldChange(
                          field.jsonName(), task.details().get(field), changes.get(field)))
              .toList();
      case Step.Trash() -> List.of(new FieldChange(TaskHistory.TRASH, null, now));
      case Step.Restore() -> List.of(new FieldChange(TaskHistory.TRASH, now, null));
      case Step.Nothing() -> List.of();
    };
  }

  /** The refusal of an undo that has nothing left to undo. */
  public static ProblemException refusal(List<Conflict> conflicts) {
    String detail = conflicts.stream().map(UndoPlan::sentence).collect(Collectors.joining(" "));
    return ProblemException.of(ErrorCode.UNDO_CONFLICT, detail).with("conflicts", conflicts);
  }

  private static String sentence(Conflict conflict) {
    var by = conflict.by();
    return by == null
        ? "The former '%s' has ended. Edit the task instead.".formatted(conflict.field())
        : "'%s' was changed again by event %s (%s, version %d). Undo that first, or edit the task."
            .formatted(conflict.field(), by.eventId(), by.type(), by.version());
  }
}
