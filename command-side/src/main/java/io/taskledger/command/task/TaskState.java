package io.taskledger.command.task;

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
import org.jspecify.annotations.Nullable;

/** What a task is, folded from its events. */
sealed interface TaskState {

  /** A task that can be worked on. */
  record Live(UserId owner, Instant createdAt, TaskDetails details) implements TaskState {
    boolean isCompleted() {
      return details.status() == Status.COMPLETED;
    }

    private Live with(TaskChanges changes) {
      return new Live(owner, createdAt, details.with(changes));
    }
  }

  /** A task in the trash, which remembers what it was. */
  record Trashed(Live before) implements TaskState {}

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
  static TaskState evolve(@Nullable TaskState state, TaskEvent event, Instant at) {
    if (event instanceof TaskCreated created) {
      return new Live(created.userId(), at, created.details());
    }
    if (state == null) {
      throw new IllegalStateException("The first event of a task is its creation");
    }
    Live live = state.live();
    return switch (event) {
      case TaskCreated created -> new Live(created.userId(), at, created.details());
      case TaskUpdated updated -> live.with(updated.changes());
      case TaskCompleted completed -> live.with(TaskChanges.of(TaskField.STATUS, Status.COMPLETED));
      case TaskDeleted deleted -> new Trashed(live);
      case TaskRestored restored -> live;
    };
  }
}
