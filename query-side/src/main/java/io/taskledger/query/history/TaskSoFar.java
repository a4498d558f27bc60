package io.taskledger.query.history;

import io.taskledger.events.task.Status;
import io.taskledger.events.task.TaskChanges;
import io.taskledger.events.task.TaskCompleted;
import io.taskledger.events.task.TaskCreated;
import io.taskledger.events.task.TaskDeleted;
import io.taskledger.events.task.TaskDetails;
import io.taskledger.events.task.TaskEvent;
import io.taskledger.events.task.TaskField;
import io.taskledger.events.task.TaskRestored;
import io.taskledger.events.task.TaskUpdated;
import io.taskledger.events.user.UserId;
import io.taskledger.query.history.HistoryEntry.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A task as its events made it, as far as they were read, and what the next event changes of it.
 */
record TaskSoFar(
    UserId owner, TaskDetails details, @Nullable Instant completedAt, @Nullable Instant deletedAt) {

  private static final String COMPLETED_AT = "completedAt";
  private static final String DELETED_AT = "deletedAt";

  static TaskSoFar of(TaskCreated created) {
    return new TaskSoFar(created.userId(), created.details(), null, null);
  }

  /** The rule of who may see a task. */
  boolean visibleTo(UserId user) {
    return owner.equals(user) || user.equals(details.assigneeId());
  }

  TaskSoFar after(TaskEvent event, Instant at) {
    return switch (event) {
      case TaskCreated created -> of(created);
      case TaskUpdated updated -> withDetails(details.with(updated.changes()));
      case TaskCompleted completed ->
          new TaskSoFar(owner, with(Status.COMPLETED), completed.completedAt(), deletedAt);
      case TaskDeleted deleted -> new TaskSoFar(owner, details, completedAt, at);
      case TaskRestored restored -> new TaskSoFar(owner, details, completedAt, null);
    };
  }

  List<Change> changes(TaskEvent event, Instant at) {
    return switch (event) {
      case TaskCreated created -> created(created.details());
      case TaskUpdated updated -> updated(updated);
      case TaskCompleted completed ->
          List.of(
              new Change(TaskField.STATUS.jsonName(), details.status(), Status.COMPLETED),
              new Change(COMPLETED_AT, completedAt, completed.completedAt()));
      case TaskDeleted deleted -> List.of(new Change(DELETED_AT, deletedAt, at));
      case TaskRestored restored -> List.of(new Change(DELETED_AT, deletedAt, null));
    };
  }

  /**
   * Whether something of an event is left to take back now: a field that still has the value which
   * the event gave it. The rule of the write side.
   */
  boolean canTakeBack(TaskEvent event) {
    return switch (event) {
      case TaskUpdated updated ->
          deletedAt == null
              && updated.changes().fields().stream()
                  .anyMatch(
                      field -> Objects.equals(details.get(field), updated.changes().get(field)));
      case TaskCompleted ignored -> deletedAt == null && details.status() == Status.COMPLETED;
      case TaskDeleted ignored -> deletedAt != null;
      case TaskCreated ignored -> deletedAt == null;
      case TaskRestored ignored -> deletedAt == null;
    };
  }

  private TaskSoFar withDetails(TaskDetails changed) {
    Instant done = changed.status() == Status.COMPLETED ? completedAt : null;
    return new TaskSoFar(owner, changed, done, deletedAt);
  }

  private TaskDetails with(Status status) {
    return details.with(TaskChanges.of(TaskField.STATUS, status));
  }

  private static List<Change> created(TaskDetails details) {
    return Arrays.stream(TaskField.values())
        .map(field -> new Change(field.jsonName(), null, details.get(field)))
        .filter(change -> change.to() != null && !List.of().equals(change.to()))
        .toList();
  }

  private List<Change> updated(TaskUpdated updated) {
    var changes = new ArrayList<Change>();
    for (TaskField field : updated.changes().fields()) {
      changes.add(
          new Change(
              field.jsonName(), updated.previousValues().get(field), updated.changes().get(field)));
    }
    if (completedAt != null && withDetails(details.with(updated.changes())).completedAt == null) {
      changes.add(new Change(COMPLETED_AT, completedAt, null));
    }
    return changes;
  }
}
