package io.taskledger.command.task;

import io.taskledger.command.recurrence.Recurrence;
import io.taskledger.command.task.past.Ledger.Past;
import io.taskledger.command.task.state.TaskState.Live;
import io.taskledger.command.task.state.TaskState.Trashed;
import io.taskledger.events.task.TaskCompleted;
import io.taskledger.events.task.TaskDeleted;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskRestored;
import java.time.Duration;
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
    MetaData cause = completeAlone(task, now, MetaData.emptyInstance());
    for (TaskId below : around.tree().below(task.id())) {
      around.others().change(below, each -> completeAlong(each, now, cause));
    }
    Recurrence.next(live.details(), live.series(), now)
        .ifPresent(next -> new NextOccurrence(task.id(), live, next).happen(around, cause));
  }

  private static void completeAlong(Task below, Instant at, MetaData cause) {
    if (below.state() instanceof Live open && !open.isCompleted()) {
      completeAlone(below, at, cause);
    }
  }

  static MetaData completeAlone(Task task, Instant at, MetaData reason) {
    Live live = task.state().live();
    long took = Duration.between(live.createdAt(), at).toMillis();
    return task.happened(new TaskCompleted(live.owner(), task.id(), at, took), reason);
  }

  /** Puts the task into the trash, and all that is below it: nothing is left below the trash. */
  void trash(String reason, MetaData why) {
    List<TaskId> below = around.tree().below(task.id());
    around.tree().requireOnly(task.id(), below);
    MetaData cause = trashAlone(task, reason, why);
    for (TaskId each : below) {
      around.others().change(each, other -> trashAlong(other, reason, cause));
    }
  }

  private static void trashAlong(Task below, String reason, MetaData cause) {
    if (below.state() instanceof Live) {
      trashAlone(below, reason, cause);
    }
  }

  private static MetaData trashAlone(Task task, String reason, MetaData why) {
    return task.happened(new TaskDeleted(task.state().live().owner(), task.id(), reason), why);
  }

  /** Brings the task back, and what went to the trash with it. */
  void restore(UUID deletion) {
    MetaData cause = restoreBelowItsParent(MetaData.emptyInstance());
    for (Past along : around.ledger().causedBy(deletion, task.id())) {
      around.others().change(along.taskId(), other -> restoreAlong(other, along.eventId(), cause));
    }
  }

  private static void restoreAlong(Task other, UUID deletion, MetaData cause) {
    if (other.state() instanceof Trashed trashed && trashed.deletion().equals(deletion)) {
      restoreAlone(other, cause);
    }
  }

  /** Brings only the task back, to a parent that has to be there. */
  MetaData restoreBelowItsParent(MetaData reason) {
    around.requireParentOutOfTrash(task.state().live());
    return restoreAlone(task, reason);
  }

  static MetaData restoreAlone(Task task, MetaData reason) {
    return task.happened(new TaskRestored(task.state().live().owner(), task.id()), reason);
  }
}
