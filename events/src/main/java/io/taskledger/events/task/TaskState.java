package io.taskledger.events.task;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.taskledger.events.user.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task folded from its events: the one fold that commands, views, history and reminders share.
 *
 * @param series where it stands if it recurs from a due date
 * @param updatedAt when its last event happened
 * @param completedAt absent while it is not completed
 * @param lastCompletion absent when it never was completed; stays when it is reopened
 * @param deletedAt since when it is in the trash, absent while it is not
 * @param version how many events it has
 */
public record TaskState(
    TaskId taskId,
    UserId owner,
    TaskDetails details,
    @Nullable Series series,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant completedAt,
    @Nullable Completion lastCompletion,
    @Nullable Instant deletedAt,
    long version) {

  /**
   * When a task was completed, and the status that it had before.
   *
   * @param before never {@link Status#COMPLETED}
   */
  public record Completion(Instant at, Status before) {}

  /**
   * The state after an event. An event that the state has already is passed over, so that histories
   * may overlap. A missing one is not noticed: whoever hands out the events keeps their order, and
   * leaves out what an operator discarded.
   *
   * @param state {@code null} before the task's creation
   * @param at when the event happened
   * @param version the event's, 1 for the creation
   * @throws IllegalStateException when the creation is missing
   */
  public static TaskState evolve(
      @Nullable TaskState state, TaskEvent event, Instant at, long version) {
    if (state != null && version <= state.version) {
      return state;
    }
    if (event instanceof TaskCreated created) {
      return new TaskState(
          created.taskId(),
          created.userId(),
          created.details(),
          created.series(),
          at,
          at,
          null,
          null,
          null,
          version);
    }
    if (state == null) {
      throw new IllegalStateException("task " + event.taskId() + " has no creation");
    }
    return switch (event) {
      case TaskCreated ignored -> state;
      case TaskUpdated updated -> state.updated(updated.changes(), at, version);
      case TaskCompleted completed -> state.completed(completed.completedAt(), at, version);
      case TaskDeleted ignored -> state.deleted(at, at, version);
      case TaskRestored ignored -> state.deleted(null, at, version);
    };
  }

  /** Whether it is in the trash. */
  @JsonIgnore
  public boolean isDeleted() {
    return deletedAt != null;
  }

  @JsonIgnore
  public boolean isCompleted() {
    return details.status() == Status.COMPLETED;
  }

  /** Whether it is the user's own. */
  public boolean isOwnedBy(UserId user) {
    return owner.equals(user);
  }

  /** Whether the user may see it and work on it: its owner and its assignee may. */
  public boolean isVisibleTo(UserId user) {
    return isOwnedBy(user) || user.equals(details.assigneeId());
  }

  private TaskState updated(TaskChanges changes, Instant at, long next) {
    TaskDetails changed = details.with(changes);
    Instant completed =
        changed.status() != Status.COMPLETED ? null : completedAt == null ? at : completedAt;
    return new TaskState(
        taskId,
        owner,
        changed,
        series(changes, changed),
        createdAt,
        at,
        completed,
        lastCompletion,
        deletedAt,
        next);
  }

  /** A moved due date moves the series; a changed rule begins a new one. */
  private @Nullable Series series(TaskChanges changes, TaskDetails changed) {
    if (changes.touches(TaskField.RECURRENCE)) {
      return Series.of(changed, 1);
    }
    return changes.touches(TaskField.DUE_DATE) || changes.touches(TaskField.TIME_ZONE)
        ? Series.of(changed, series == null ? 1 : series.occurrence())
        : series;
  }

  private TaskState completed(Instant completed, Instant at, long next) {
    TaskDetails changed = details.with(TaskChanges.of(TaskField.STATUS, Status.COMPLETED));
    return new TaskState(
        taskId,
        owner,
        changed,
        series,
        createdAt,
        at,
        completed,
        new Completion(completed, details.status()),
        deletedAt,
        next);
  }

  private TaskState deleted(@Nullable Instant since, Instant at, long next) {
    return new TaskState(
        taskId, owner, details, series, createdAt, at, completedAt, lastCompletion, since, next);
  }
}
