package io.taskledger.command.task;

import io.taskledger.command.task.api.Outcome.Conflict;
import io.taskledger.command.task.api.Outcome.Undone;
import io.taskledger.command.task.api.TaskCommand.UndoEvent;
import io.taskledger.command.task.past.Ledger.Past;
import io.taskledger.command.task.past.Undo;
import io.taskledger.command.task.state.Access;
import io.taskledger.command.task.state.TaskState.Completion;
import io.taskledger.command.task.state.TaskState.Live;
import io.taskledger.events.codec.EventHeader;
import io.taskledger.events.task.Status;
import io.taskledger.events.task.TaskChanges;
import io.taskledger.events.task.TaskCreated;
import io.taskledger.events.task.TaskField;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.util.List;
import org.axonframework.messaging.MetaData;

/** Takes events of a task back, and with each what came of it in other tasks. */
record TakingBack(Task task, Surroundings around) {

  /** What the undo changed, or would change. */
  Undone decide(UndoEvent command) {
    Past past =
        around
            .ledger()
            .event(task.id(), command.eventId())
            .orElseThrow(
                () ->
                    ProblemException.of(
                        ErrorCode.EVENT_NOT_FOUND, "Take an eventId out of the task's history."));
    Undo undo = Undo.of(task.state(), past);
    List<Conflict> conflicts =
        undo.blocked().isEmpty()
            ? List.of()
            : undo.conflicts(around.ledger().after(task.id(), past.version()));
    if (undo.isBlocked()) {
      throw Undo.refusal(conflicts);
    }
    if (undo.step().isTheOwners()) {
      Access.requireOwner(task.state(), command);
    }
    var undone = new Undone(undo.changes(task.state(), around.now()), conflicts);
    if (!command.preview()) {
      happen(undo, past, past.eventId().toString());
    }
    return undone;
  }

  private void happen(Undo undo, Past past, String causedBy) {
    var reason =
        MetaData.with(EventHeader.UNDOES, past.eventId().toString())
            .and(EventHeader.CAUSATION_ID, causedBy);
    switch (undo.step()) {
      case Undo.Step.Set(TaskChanges changes) -> set(changes, reason);
      case Undo.Step.Trash() -> new Family(task, around).trash("undo", reason);
      case Undo.Step.Restore() -> new Family(task, around).restoreBelowItsParent(reason);
      case Undo.Step.Nothing() -> {
        return;
      }
    }
    String cause = task.lastEvent().toString();
    for (Past along : around.ledger().causedBy(past.eventId(), task.id())) {
      around
          .others()
          .change(along.taskId(), other -> new TakingBack(other, around).along(along, cause));
    }
  }

  /** As at an edit, but a completion is the one that was, and nothing comes of it again. */
  private void set(TaskChanges changes, MetaData reason) {
    boolean completes = changes.get(TaskField.STATUS) == Status.COMPLETED;
    Live live = task.state().live();
    task.change(live, completes ? changes.without(TaskField.STATUS) : changes, around, reason);
    if (completes) {
      Completion last = live.lastCompletion();
      Family.completeAlone(task, last == null ? around.now() : last.at(), reason);
    }
  }

  /** What somebody went on with is theirs by now, and stays. */
  private void along(Past past, String cause) {
    boolean goneOnWith = past.event() instanceof TaskCreated && Task.version() > past.version();
    if (!goneOnWith) {
      happen(Undo.of(task.state(), past), past, cause);
    }
  }
}
