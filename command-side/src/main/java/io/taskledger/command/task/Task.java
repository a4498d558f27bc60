package io.taskledger.command.task;

import io.taskledger.command.task.TaskState.Live;
import io.taskledger.command.task.TaskState.Trashed;
import io.taskledger.events.problem.ErrorCode;
import io.taskledger.events.problem.Refusal;
import io.taskledger.events.task.Status;
import io.taskledger.events.task.TaskChanges;
import io.taskledger.events.task.TaskCompleted;
import io.taskledger.events.task.TaskCreated;
import io.taskledger.events.task.TaskDeleted;
import io.taskledger.events.task.TaskEvent;
import io.taskledger.events.task.TaskField;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskRestored;
import io.taskledger.events.task.TaskUpdated;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/**
 * A task: {@code decide} says what a command leads to, or refuses it; {@code evolve} folds what
 * happened. Every decide answers the version of the task after it.
 */
@Aggregate
class Task {
  @AggregateIdentifier private TaskId taskId;
  private TaskState state;

  /** For Axon, which fills it from the events. */
  @SuppressWarnings("NullAway.Init")
  Task() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.ALWAYS)
  long decide(CreateTask command) {
    return happened(TaskCreated.of(command.actor(), command.taskId(), command.details()));
  }

  @CommandHandler
  long decide(EditTask command, Clock clock) {
    Live task = live(command);
    TaskChanges changes = task.details().changesTo(command.changes());
    if (changes.touches(TaskField.ASSIGNEE_ID)) {
      requireOwner(command);
    }
    boolean completes = changes.get(TaskField.STATUS) == Status.COMPLETED;
    TaskChanges edits = completes ? changes.without(TaskField.STATUS) : changes;
    if (!edits.isEmpty()) {
      happened(new TaskUpdated(task.owner(), taskId, edits, task.details().valuesOf(edits)));
    }
    return completes ? happened(completed(task, clock)) : version();
  }

  @CommandHandler
  long decide(CompleteTask command, Clock clock) {
    Live task = live(command);
    if (task.isCompleted()) {
      throw Refusal.of(ErrorCode.TASK_ALREADY_COMPLETED, "Nothing is left to do, or reopen it.");
    }
    return happened(completed(task, clock));
  }

  @CommandHandler
  long decide(ReopenTask command) {
    Live task = live(command);
    if (!task.isCompleted()) {
      throw Refusal.of(ErrorCode.TASK_NOT_COMPLETED, "Only a completed task can be reopened.");
    }
    TaskChanges changes = TaskChanges.of(TaskField.STATUS, Status.PENDING);
    return happened(
        new TaskUpdated(task.owner(), taskId, changes, task.details().valuesOf(changes)));
  }

  @CommandHandler
  long decide(DeleteTask command) {
    Live task = live(command);
    requireOwner(command);
    return happened(new TaskDeleted(task.owner(), taskId, command.reason()));
  }

  @CommandHandler
  long decide(RestoreTask command) {
    requireOpen(command);
    requireOwner(command);
    if (!(state instanceof Trashed)) {
      throw Refusal.of(ErrorCode.TASK_NOT_IN_TRASH, "Only a task in the trash can be restored.");
    }
    return happened(new TaskRestored(state.live().owner(), taskId));
  }

  @EventSourcingHandler
  void evolve(TaskEvent event, @Timestamp Instant at) {
    taskId = event.taskId();
    state = TaskState.evolve(state, event, at);
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

  private TaskCompleted completed(Live task, Clock clock) {
    Instant now = clock.instant();
    return new TaskCompleted(
        task.owner(), taskId, now, Duration.between(task.createdAt(), now).toMillis());
  }

  private long happened(TaskEvent event) {
    AggregateLifecycle.apply(event);
    return version();
  }

  private static long version() {
    Long lastSequenceNumber = AggregateLifecycle.getVersion();
    return lastSequenceNumber == null ? 0 : lastSequenceNumber + 1;
  }
}
