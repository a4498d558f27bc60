package io.taskledger.command.task;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.taskledger.command.recurrence.Recurrence;
import io.taskledger.command.task.Ledger.Past;
import io.taskledger.command.task.Outcome.Undone;
import io.taskledger.command.task.TaskCommand.CompleteTask;
import io.taskledger.command.task.TaskCommand.CreateTask;
import io.taskledger.command.task.TaskCommand.DeleteTask;
import io.taskledger.command.task.TaskCommand.EditTask;
import io.taskledger.command.task.TaskCommand.ReopenTask;
import io.taskledger.command.task.TaskCommand.RestoreTask;
import io.taskledger.command.task.TaskCommand.UndoEvent;
import io.taskledger.command.task.TaskState.Live;
import io.taskledger.command.task.TaskState.Trashed;
import io.taskledger.events.codec.EventHeader;
import io.taskledger.events.problem.ErrorCode;
import io.taskledger.events.problem.Refusal;
import io.taskledger.events.task.Status;
import io.taskledger.events.task.TaskChanges;
import io.taskledger.events.task.TaskCompleted;
import io.taskledger.events.task.TaskCreated;
import io.taskledger.events.task.TaskDeleted;
import io.taskledger.events.task.TaskDetails;
import io.taskledger.events.task.TaskEvent;
import io.taskledger.events.task.TaskField;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskRestored;
import io.taskledger.events.task.TaskUpdated;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/**
 * A task: {@code decide} says what a command leads to, or refuses it; {@code evolve} folds what
 * happened. What a command changes in other tasks is stored with it, and undone with it.
 */
@Aggregate(snapshotTriggerDefinition = "everyHundredEvents")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
class Task {
  @AggregateIdentifier private TaskId taskId;
  private TaskState state;
  private UUID lastEvent;

  /** For Axon, which fills it from the events. */
  @SuppressWarnings("NullAway.Init")
  Task() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.ALWAYS)
  Outcome decide(CreateTask command, Surroundings around) {
    TaskDetails details = command.details();
    around.requireRecurs(details);
    if (details.parentTaskId() != null) {
      around.place(command.taskId(), command.actor(), details.parentTaskId());
    }
    happened(TaskCreated.of(command.actor(), command.taskId(), details), noReason());
    return outcome();
  }

  @CommandHandler
  Outcome decide(EditTask command, Surroundings around) {
    Live task = live(command);
    TaskChanges changes = task.details().changesTo(command.changes());
    if (changes.touches(TaskField.ASSIGNEE_ID) || changes.touches(TaskField.PARENT_TASK_ID)) {
      requireOwner(command);
    }
    boolean completes = changes.get(TaskField.STATUS) == Status.COMPLETED;
    change(task, completes ? changes.without(TaskField.STATUS) : changes, around, noReason());
    if (completes) {
      complete(around);
    }
    return outcome();
  }

  @CommandHandler
  Outcome decide(CompleteTask command, Surroundings around) {
    if (live(command).isCompleted()) {
      throw Refusal.of(ErrorCode.TASK_ALREADY_COMPLETED, "Nothing is left to do, or reopen it.");
    }
    complete(around);
    return outcome();
  }

  @CommandHandler
  Outcome decide(ReopenTask command, Surroundings around) {
    Live task = live(command);
    if (!task.isCompleted()) {
      throw Refusal.of(ErrorCode.TASK_NOT_COMPLETED, "Only a completed task can be reopened.");
    }
    change(task, TaskChanges.of(TaskField.STATUS, Status.PENDING), around, noReason());
    return outcome();
  }

  @CommandHandler
  Outcome decide(DeleteTask command, Surroundings around) {
    live(command);
    requireOwner(command);
    List<TaskId> below = around.tree().below(taskId);
    around.tree().requireOnly(taskId, below);
    MetaData cause = trash(command.reason(), noReason());
    below.forEach(
        task -> around.ledger().change(task, each -> each.trashAlong(command.reason(), cause)));
    return outcome();
  }

  @CommandHandler
  Outcome decide(RestoreTask command, Surroundings around) {
    requireOpen(command);
    requireOwner(command);
    if (!(state instanceof Trashed trashed)) {
      throw Refusal.of(ErrorCode.TASK_NOT_IN_TRASH, "Only a task in the trash can be restored.");
    }
    MetaData cause = restore(around, noReason());
    for (Past along : around.ledger().causedBy(trashed.deletion(), taskId)) {
      around.ledger().change(along.taskId(), task -> task.restoreAlong(along.eventId(), cause));
    }
    return outcome();
  }

  @CommandHandler
  Outcome decide(UndoEvent command, Surroundings around) {
    requireOpen(command);
    Past past =
        around
            .ledger()
            .event(taskId, command.eventId())
            .orElseThrow(
                () ->
                    Refusal.of(
                        ErrorCode.EVENT_NOT_FOUND, "Take an eventId out of the task's history."));
    Undo undo = Undo.of(state, past);
    var conflicts =
        undo.blocked().isEmpty()
            ? List.<Outcome.Conflict>of()
            : undo.conflicts(around.ledger().after(taskId, past.version()));
    if (undo.isBlocked()) {
      throw Undo.refusal(conflicts);
    }
    if (undo.step().isTheOwners()) {
      requireOwner(command);
    }
    var undone = new Undone(undo.changes(state, around.now()), conflicts);
    if (!command.preview()) {
      takeBack(undo, past, command.eventId().toString(), around);
    }
    return new Outcome(taskId, version(), undone);
  }

  @EventSourcingHandler
  void evolve(TaskEvent event, @MessageIdentifier String eventId, @Timestamp Instant at) {
    taskId = event.taskId();
    lastEvent = UUID.fromString(eventId);
    state = TaskState.evolve(state, event, lastEvent, at);
  }

  TaskState state() {
    return state;
  }

  private void change(Live task, TaskChanges changes, Surroundings around, MetaData reason) {
    if (changes.isEmpty()) {
      return;
    }
    if (changes.get(TaskField.RECURRENCE) != null) {
      around.requireRecurs(task.details().with(changes));
    }
    if (changes.touches(TaskField.PARENT_TASK_ID)) {
      around.place(taskId, task.owner(), (TaskId) changes.get(TaskField.PARENT_TASK_ID));
    }
    TaskChanges before = task.details().valuesOf(changes);
    happened(new TaskUpdated(task.owner(), taskId, changes, before), reason);
  }

  /** Completes the task and what is open below it; a recurring one comes again. */
  private void complete(Surroundings around) {
    Live task = state.live();
    Instant now = around.now();
    MetaData cause = completed(now, noReason());
    for (TaskId below : around.tree().below(taskId)) {
      around.ledger().change(below, each -> each.completeAlong(now, cause));
    }
    Recurrence.next(task.details(), task.series(), now)
        .ifPresent(next -> new NextOccurrence(taskId, task, next).happen(around, cause));
  }

  private MetaData completed(Instant at, MetaData reason) {
    Live task = state.live();
    long took = Duration.between(task.createdAt(), at).toMillis();
    return happened(new TaskCompleted(task.owner(), taskId, at, took), reason);
  }

  private void completeAlong(Instant at, MetaData cause) {
    if (state instanceof Live task && !task.isCompleted()) {
      completed(at, cause);
    }
  }

  private MetaData trash(String reason, MetaData cause) {
    return happened(new TaskDeleted(state.live().owner(), taskId, reason), cause);
  }

  private void trashAlong(String reason, MetaData cause) {
    if (state instanceof Live) {
      trash(reason, cause);
    }
  }

  private MetaData restore(Surroundings around, MetaData reason) {
    around.requireParentOutOfTrash(state.live());
    return happened(new TaskRestored(state.live().owner(), taskId), reason);
  }

  private void restoreAlong(UUID deletion, MetaData cause) {
    if (state instanceof Trashed trashed && trashed.deletion().equals(deletion)) {
      happened(new TaskRestored(state.live().owner(), taskId), cause);
    }
  }

  /** As an occurrence whose completion was undone and is done again: it comes back, up to date. */
  void comeBack(TaskDetails details, MetaData cause) {
    if (state instanceof Trashed trashed) {
      Live task = trashed.before();
      happened(new TaskRestored(task.owner(), taskId), cause);
      TaskChanges changes = task.details().changesTo(details.values());
      if (!changes.isEmpty()) {
        TaskChanges before = task.details().valuesOf(changes);
        happened(new TaskUpdated(task.owner(), taskId, changes, before), cause);
      }
    }
  }

  private void takeBack(Undo undo, Past past, String causedBy, Surroundings around) {
    var reason =
        MetaData.with(EventHeader.UNDOES, past.eventId().toString())
            .and(EventHeader.CAUSATION_ID, causedBy);
    switch (undo.step()) {
      case Undo.Step.Set(TaskChanges changes) -> takeBack(changes, around, reason);
      case Undo.Step.Trash() -> trash("undo", reason);
      case Undo.Step.Restore() -> restore(around, reason);
      case Undo.Step.Nothing() -> {
        return;
      }
    }
    String cause = lastEvent.toString();
    for (Past along : around.ledger().causedBy(past.eventId(), taskId)) {
      around.ledger().change(along.taskId(), task -> task.takeBackAlong(along, cause, around));
    }
  }

  private void takeBack(TaskChanges changes, Surroundings around, MetaData reason) {
    boolean completes = changes.get(TaskField.STATUS) == Status.COMPLETED;
    Live task = state.live();
    change(task, completes ? changes.without(TaskField.STATUS) : changes, around, reason);
    if (completes) {
      var last = task.lastCompletion();
      completed(last == null ? around.now() : last.at(), reason);
    }
  }

  /** What somebody went on with is theirs by now, and stays. */
  private void takeBackAlong(Past along, String cause, Surroundings around) {
    boolean goneOnWith = along.event() instanceof TaskCreated && version() > along.version();
    if (!goneOnWith) {
      takeBack(Undo.of(state, along), along, cause, around);
    }
  }

  private Live live(TaskCommand command) {
    requireOpen(command);
    return switch (state) {
      case Live live -> live;
      case Trashed ignored ->
          throw Refusal.of(ErrorCode.TASK_IN_TRASH, "Restore the task before you change it.");
    };
  }

  /** A stranger learns nothing, not even that the task exists. */
  private void requireOpen(TaskCommand command) {
    if (!state.isOpenTo(command.actor())) {
      throw TaskCommand.notFound();
    }
    command.expected().require(version());
  }

  private void requireOwner(TaskCommand command) {
    if (!state.isOwnedBy(command.actor())) {
      throw Refusal.of(ErrorCode.NOT_OWNER, "Ask the task's owner to do this.");
    }
  }

  private static MetaData noReason() {
    return MetaData.emptyInstance();
  }

  /** Answers what events in other tasks say that came of this one. */
  private MetaData happened(TaskEvent event, MetaData reason) {
    AggregateLifecycle.apply(event, reason);
    return MetaData.with(EventHeader.CAUSATION_ID, lastEvent.toString());
  }

  private Outcome outcome() {
    return new Outcome(taskId, version(), null);
  }

  private static long version() {
    Long lastSequenceNumber = AggregateLifecycle.getVersion();
    return lastSequenceNumber == null ? 0 : lastSequenceNumber + 1;
  }

  /** The creation of a task that another one leads to. */
  static Task begun(TaskCreated created, MetaData cause) {
    var task = new Task();
    AggregateLifecycle.apply(created, cause);
    return task;
  }
}
