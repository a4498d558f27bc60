package io.taskledger.command.task.state;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.taskledger.events.task.Series;
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
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a task is, folded from its events. The annotations name its forms in snapshots. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TaskState.Live.class, name = "live"),
  @JsonSubTypes.Type(value = TaskState.Trashed.class, name = "trashed")
})
public sealed interface TaskState {

  /**
   * A task that can be worked on.
   *
   * @param series where it stands if it recurs from a due date
   * @param lastCompletion null when it never was completed
   */
  record Live(
      UserId owner,
      Instant createdAt,
      TaskDetails details,
      @Nullable Series series,
      @Nullable Completion lastCompletion)
      implements TaskState {
    @JsonIgnore
    public boolean isCompleted() {
      return details.status() == Status.COMPLETED;
    }

    private Live with(TaskChanges changes) {
      TaskDetails changed = details.with(changes);
      return new Live(owner, createdAt, changed, series(changes, changed), lastCompletion);
    }

    /** Who moves the due date moves the series; who changes the rule begins a new one. */
    private @Nullable Series series(TaskChanges changes, TaskDetails changed) {
      if (changes.touches(TaskField.RECURRENCE)) {
        return Series.of(changed, 1);
      }
      return changes.touches(TaskField.DUE_DATE) || changes.touches(TaskField.TIME_ZONE)
          ? Series.of(changed, series == null ? 1 : series.occurrence())
          : series;
    }

    private Live completed(Instant at) {
      Status before = details.status();
      return new Live(
          owner,
          createdAt,
          details.with(TaskChanges.of(TaskField.STATUS, Status.COMPLETED)),
          series,
          new Completion(at, before));
    }
  }

  /** When a task was completed, and how far it was before that. */
  record Completion(Instant at, Status before) {}

  /** A task in the trash, which remembers what it was and which event put it there. */
  record Trashed(Live before, UUID deletion) implements TaskState {}

  /** The task as a person knows it, in the trash or not. */
  default Live live() {
    return switch (this) {
      case Live live -> live;
      case Trashed trashed -> trashed.before();
    };
  }

  /** Whether somebody may see the task and work on it. */
  default boolean isOpenTo(UserId user) {
    return isOwnedBy(user) || user.equals(live().details().assigneeId());
  }

  /** Whether the task is somebody's own. */
  default boolean isOwnedBy(UserId user) {
    return live().owner().equals(user);
  }

  /** The state after an event; computes and does nothing else. */
  static TaskState evolve(@Nullable TaskState state, TaskEvent event, UUID eventId, Instant at) {
    if (event instanceof TaskCreated created) {
      return new Live(created.userId(), at, created.details(), created.series(), null);
    }
    if (state == null) {
      throw new IllegalStateException("The first event of a task is its creation");
    }
    Live live = state.live();
    return switch (event) {
      case TaskCreated ignored -> live;
      case TaskUpdated updated -> live.with(updated.changes());
      case TaskCompleted completed -> live.completed(completed.completedAt());
      case TaskDeleted ignored -> new Trashed(live, eventId);
      case TaskRestored ignored -> live;
    };
  }
}
