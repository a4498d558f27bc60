package io.taskledger.command.task.past;

import io.taskledger.command.task.api.Outcome.Change;
import io.taskledger.command.task.api.Outcome.Conflict;
import io.taskledger.command.task.api.Outcome.LaterChange;
import io.taskledger.command.task.past.Ledger.Past;
import io.taskledger.command.task.state.TaskState;
import io.taskledger.command.task.state.TaskState.Live;
import io.taskledger.command.task.state.TaskState.Trashed;
import io.taskledger.events.codec.EventType;
import io.taskledger.events.task.Status;
import io.taskledger.events.task.TaskChanges;
import io.taskledger.events.task.TaskCompleted;
import io.taskledger.events.task.TaskCreated;
import io.taskledger.events.task.TaskDeleted;
import io.taskledger.events.task.TaskField;
import io.taskledger.events.task.TaskRestored;
import io.taskledger.events.task.TaskUpdated;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What takes an event back. A field is set to what it was before the event if it still has the
 * value that the event gave it; a field that was changed again since is left alone.
 *
 * @param blocked the fields that were changed again; {@code deletedAt} for the trash
 */
public record Undo(Step step, Set<String> blocked) {
  private static final String TRASH = "deletedAt";

  /** What is to be done. */
  public sealed interface Step {
    /** Fields get their former values. */
    record Set(TaskChanges changes) implements Step {}

    /** The task goes to the trash. */
    record Trash() implements Step {}

    /** The task comes back from it. */
    record Restore() implements Step {}

    /** Everything that the event did was changed again. */
    record Nothing() implements Step {}

    /** Whether only the owner may do it. */
    default boolean isTheOwners() {
      return !(this instanceof Set(TaskChanges changes))
          || changes.touches(TaskField.ASSIGNEE_ID)
          || changes.touches(TaskField.PARENT_TASK_ID);
    }
  }

  /** What takes this event back, now that the task is like this. */
  public static Undo of(TaskState state, Past past) {
    return switch (past.event()) {
      case TaskUpdated updated -> of(state, updated.changes(), updated.previousValues());
      case TaskCompleted ignored ->
          of(
              state,
              TaskChanges.of(TaskField.STATUS, Status.COMPLETED),
              TaskChanges.of(TaskField.STATUS, statusBefore(state)));
      case TaskDeleted ignored ->
          state instanceof Trashed ? doing(new Step.Restore()) : blockedBy(Set.of(TRASH));
      case TaskRestored ignored -> intoTrash(state);
      case TaskCreated ignored -> intoTrash(state);
    };
  }

  private static Status statusBefore(TaskState state) {
    TaskState.Completion last = state.live().lastCompletion();
    return last == null ? Status.PENDING : last.before();
  }

  private static Undo of(TaskState state, TaskChanges given, TaskChanges before) {
    if (!(state instanceof Live live)) {
      return blockedBy(Set.of(TRASH));
    }
    TaskChanges back = TaskChanges.none();
    Set<String> blocked = new LinkedHashSet<>();
    for (TaskField field : given.fields()) {
      if (Objects.equals(live.details().get(field), given.get(field))) {
        back = back.and(field, before.get(field));
      } else {
        blocked.add(field.jsonName());
      }
    }
    return new Undo(back.isEmpty() ? new Step.Nothing() : new Step.Set(back), blocked);
  }

  private static Undo intoTrash(TaskState state) {
    return state instanceof Live ? doing(new Step.Trash()) : blockedBy(Set.of(TRASH));
  }

  private static Undo doing(Step step) {
    return new Undo(step, Set.of());
  }

  private static Undo blockedBy(Set<String> blocked) {
    return new Undo(new Step.Nothing(), blocked);
  }

  /** Whether there is nothing left to take back. */
  public boolean isBlocked() {
    return step instanceof Step.Nothing;
  }

  /** What it changes, as the history would tell it. */
  public List<Change> changes(TaskState state, Instant now) {
    return switch (step) {
      case Step.Set(TaskChanges changes) ->
          changes.fields().stream()
              .map(
                  field ->
                      new Change(
                          field.jsonName(), state.live().details().get(field), changes.get(field)))
              .toList();
      case Step.Trash() -> List.of(new Change(TRASH, null, now));
      case Step.Restore() -> List.of(new Change(TRASH, now, null));
      case Step.Nothing() -> List.of();
    };
  }

  /** Which later change stands in the way of each blocked field. */
  public List<Conflict> conflicts(List<Past> later) {
    return blocked.stream()
        .flatMap(field -> lastOn(field, later).map(by -> new Conflict(field, by)).stream())
        .toList();
  }

  private static Optional<LaterChange> lastOn(String field, List<Past> later) {
    return later.stream()
        .filter(past -> touches(past, field))
        .reduce((first, second) -> second)
        .map(
            past ->
                new LaterChange(
                    past.eventId().toString(),
                    EventType.of(past.event()).stableName(),
                    past.version(),
                    past.at()));
  }

  private static boolean touches(Past past, String field) {
    return switch (past.event()) {
      case TaskUpdated updated ->
          updated.changes().fields().stream().anyMatch(each -> each.jsonName().equals(field));
      case TaskCompleted ignored -> field.equals(TaskField.STATUS.jsonName());
      case TaskDeleted ignored -> field.equals(TRASH);
      case TaskRestored ignored -> field.equals(TRASH);
      case TaskCreated ignored -> false;
    };
  }

  /** The refusal of an undo that has nothing left to take back. */
  public static ProblemException refusal(List<Conflict> conflicts) {
    String named =
        conflicts.stream()
            .map(
                conflict ->
                    "'%s' was changed again by event %s (%s, version %d)."
                        .formatted(
                            conflict.field(),
                            conflict.by().eventId(),
                            conflict.by().type(),
                            conflict.by().version()))
            .collect(Collectors.joining(" "));
    return ProblemException.of(ErrorCode.UNDO_CONFLICT, named + " Undo that first, or edit.")
        .with("conflicts", conflicts);
  }
}
