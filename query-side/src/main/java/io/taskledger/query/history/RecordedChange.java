package io.taskledger.query.history;

import io.taskledger.events.task.Status;
import io.taskledger.events.task.TaskCompleted;
import io.taskledger.events.task.TaskCreated;
import io.taskledger.events.task.TaskDeleted;
import io.taskledger.events.task.TaskDetails;
import io.taskledger.events.task.TaskEvent;
import io.taskledger.events.task.TaskField;
import io.taskledger.events.task.TaskRestored;
import io.taskledger.events.task.TaskState;
import io.taskledger.events.task.TaskUpdated;
import io.taskledger.query.history.HistoryEntry.Change;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An event of a task, between what the task was before it and what it became.
 *
 * @param before empty for the creation
 */
record RecordedChange(EventRow row, TaskEvent event, Optional<TaskState> before, TaskState after) {
  private static final String COMPLETED_AT = "completedAt";
  private static final String DELETED_AT = "deletedAt";

  /** The fields that it changed. */
  List<Change> changes() {
    if (before.isEmpty()) {
      return created(after.details());
    }
    TaskState old = before.get();
    var changes = new ArrayList<Change>();
    switch (event) {
      case TaskUpdated updated ->
          updated
              .changes()
              .fields()
              .forEach(
                  field ->
                      changes.add(
                          new Change(
                              field.jsonName(),
                              updated.previousValues().get(field),
                              updated.changes().get(field))));
      case TaskCompleted ignored ->
          changes.add(
              new Change(TaskField.STATUS.jsonName(), old.details().status(), Status.COMPLETED));
      case TaskCreated ignored -> {}
      case TaskDeleted ignored -> {}
      case TaskRestored ignored -> {}
    }
    if (!Objects.equals(old.completedAt(), after.completedAt())) {
      changes.add(new Change(COMPLETED_AT, old.completedAt(), after.completedAt()));
    }
    if (!Objects.equals(old.deletedAt(), after.deletedAt())) {
      changes.add(new Change(DELETED_AT, old.deletedAt(), after.deletedAt()));
    }
    return changes;
  }

  private static List<Change> created(TaskDetails details) {
    return Arrays.stream(TaskField.values())
        .map(field -> new Change(field.jsonName(), null, details.get(field)))
        .filter(change -> change.to() != null && !List.of().equals(change.to()))
        .toList();
  }

  /**
   * Whether something of it is left to undo in the task as it is now: a field that still has the
   * value which the event gave it. The rule of the write side.
   */
  boolean isUndoable(TaskState now) {
    return switch (event) {
      case TaskUpdated updated ->
          !now.isDeleted()
              && updated.changes().fields().stream()
                  .anyMatch(
                      field ->
                          Objects.equals(now.details().get(field), updated.changes().get(field)));
      case TaskCompleted ignored -> !now.isDeleted() && now.isCompleted();
      case TaskDeleted ignored -> now.isDeleted();
      case TaskCreated ignored -> !now.isDeleted();
      case TaskRestored ignored -> !now.isDeleted();
    };
  }
}
