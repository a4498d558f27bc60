package io.taskledger.command.task;

import io.taskledger.command.recurrence.Recurrence;
import io.taskledger.command.task.Ledger.Past;
import io.taskledger.command.task.TaskState.Live;
import io.taskledger.command.task.TaskState.Trashed;
import io.taskledger.events.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.messaging.MetaData;

/**
 * A task with those below it and the one after it: what is done to the task is done to them, in the
 * same append, with the task's event as the cause.
 */
record Family(Task task, Surroundings around) {

  /** Completes the task and what is open below it; a recurring one comes again. */
  void complete() {
    Live live = task.state().live();
    Instant now = around.now();
    MetaData cause = task.completed(now, MetaData.emptyInstance());
    for (TaskId below : around.tree().below(task.id())) {
      around.ledger().change(below, each -> completeAlong(each, now, cause));
    }
    Recurrence.next(live.details(), live.series(), now)
        .ifPresent(next -> new NextOccurrence(task.id(), live, next).happen(around, cause));
  }

  private static void completeAlong(Task below, Instant at, MetaData cause) {
    if (below.state() instanceof Live open && !open.isCompleted()) {
      below.completed(at, cause);
    }
  }

  /** Puts the task into the trash, and all that is below it: nothing is left below the trash. */
  void trash(String reason, MetaData why) {
    List<TaskId> below = around.tree().below(task.id());
    around.tree().requireOnly(task.id(), below);
    MetaData cause = task.trash(reason, why);
    for (TaskId each : below) {
      around.ledger().change(each, other -> trashAlong(other, reason, cause));
    }
  }

  private static void trashAlong(Task below, String reason, MetaData cause) {
    if (below.state() instanceof Live) {
      below.trash(reason, cause);
    }
  }

  /** Brings the task back, and what went to the trash with it. */
  void restore(UUID deletion) {
    MetaData cause = task.restore(around, MetaData.emptyInstance());
    for (Past along : around.ledger().causedBy(deletion, task.id())) {
      around.ledger().change(along.taskId(), other -> restoreAlong(other, along.eventId(), cause));
    }
  }

  private static void restoreAlong(Task other, UUID deletion, MetaData cause) {
    if (other.state() instanceof Trashed trashed && trashed.deletion().equals(deletion)) {
      other.restored(cause);
    }
  }
}
