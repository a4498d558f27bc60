package io.taskledger.command.task;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.taskledger.command.task.api.Outcome;
import io.taskledger.command.task.api.Outcome.Undone;
import io.taskledger.command.task.api.TaskCommand;
import io.taskledger.command.task.api.TaskCommand.CompleteTask;
import io.taskledger.command.task.api.TaskCommand.CreateTask;
import io.taskledger.command.task.api.TaskCommand.DeleteTask;
import io.taskledger.command.task.api.TaskCommand.EditTask;
import io.taskledger.command.task.api.TaskCommand.ReopenTask;
import io.taskledger.command.task.api.TaskCommand.RestoreTask;
import io.taskledger.command.task.api.TaskCommand.UndoEvent;
import io.taskledger.command.task.state.Access;
import io.taskledger.command.task.state.TaskState;
import io.taskledger.command.task.state.TaskState.Live;
import io.taskledger.command.task.state.TaskState.Trashed;
import io.taskledger.events.codec.EventHeader;
import io.taskledger.events.task.Status;
import io.taskledger.events.task.TaskChanges;
import io.taskledger.events.task.TaskCreated;
import io.taskledger.events.task.TaskDetails;
import io.taskledger.events.task.TaskEvent;
import io.taskledger.events.task.TaskField;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskUpdated;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.time.Instant;
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
import org.jspecify.annotations.Nullable;

/**
 * A task: {@code decide} says what a command leads to, or refuses it; {@code evolve} folds what
 * happened. What a command changes in other tasks is stored with it, and undone with it.
 */
@Aggregate(
    commandTargetResolver = "taskOfCommand",
    snapshotTriggerDefinition = "everyHundredEvents")
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
      Access.requireOwner(state, command);
    }
    boolean completes = changes.get(TaskField.STATUS) == Status.COMPLETED;
    change(task, completes ? changes.without(TaskField.STATUS) : changes, around, noReason());
    if (completes) {
      new Family(this, around).complete();
    }
    return outcome();
  }

  @CommandHandler
  Outcome decide(CompleteTask command, Surroundings around) {
    if (live(command).isCompleted()) {
      throw ProblemException.of(
          ErrorCode.TASK_ALREADY_COMPLETED, "Nothing is left to do, or reopen it.");
    }
    new Family(this, around).complete();
    return outcome();
  }

  @CommandHandler
  Outcome decide(ReopenTask command, Surroundings around) {
    Live task = live(command);
    if (!task.isCompleted()) {
      throw ProblemException.of(
          ErrorCode.TASK_NOT_COMPLETED, "Only a completed task can be reopened.");
    }
    change(task, TaskChanges.of(TaskField.STATUS, Status.PENDING), around, noReason());
    return outcome();
  }

  @CommandHandler
  Outcome decide(DeleteTask command, Surroundings around) {
    live(command);
    Access.requireOwner(state, command);
    new Family(this, around).trash(command.reason(), noReason());
    return outcome();
  }

  @CommandHandler
  Outcome decide(RestoreTask command, Surroundings around) {
    Access.requireOpen(state, command, version());
    Access.requireOwner(state, command);
    if (!(state instanceof Trashed trashed)) {
      throw ProblemException.of(
          ErrorCode.TASK_NOT_IN_TRASH, "Only a task in the trash can be restored.");
    }
    new Family(this, around).restore(trashed.deletion());
    return outcome();
  }

  @CommandHandler
  Outcome decide(UndoEvent command, Surroundings around) {
    Access.requireOpen(state, command, version());
    return outcome(new TakingBack(this, around).decide(command));
  }

  @EventSourcingHandler
  void evolve(TaskEvent event, @MessageIdentifier String eventId, @Timestamp Instant at) {
    taskId = event.taskId();
    lastEvent = UUID.fromString(eventId);
    state = TaskState.evolve(state, event, lastEvent, at);
  }

  TaskId id() {
    return taskId;
  }

  TaskState state() {
    return state;
  }

  UUID lastEvent() {
    return lastEvent;
  }

  void change(Live task, TaskChanges changes, Surroundings around, MetaData reason) {
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

  private Live live(TaskCommand command) {
    return Access.live(state, command, version());
  }

  private static MetaData noReason() {
    return MetaData.emptyInstance();
  }

  /** Answers what events in other tasks say that came of this one. */
  MetaData happened(TaskEvent event, MetaData reason) {
    AggregateLifecycle.apply(event, reason);
    Touched.note(taskId, version());
    return MetaData.with(EventHeader.CAUSATION_ID, lastEvent.toString());
  }

  private Outcome outcome() {
    return outcome(null);
  }

  private Outcome outcome(@Nullable Undone undone) {
    return new Outcome(taskId, version(), undone, Touched.besides(taskId));
  }

  static long version() {
    Long lastSequenceNumber = AggregateLifecycle.getVersion();
    return lastSequenceNumber == null ? 0 : lastSequenceNumber + 1;
  }
}
