package io.taskledger.command.task;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.taskledger.command.task.TaskCommand.Decision;
import io.taskledger.events.task.TaskCreated;
import io.taskledger.events.task.TaskDeleted;
import io.taskledger.events.task.TaskEvent;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskState;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * The aggregate: the task's state folded from its events. Each command decides in its own slice
 * ({@link TaskCommand}).
 */
@Aggregate(repository = "taskRepository")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public class Task {
  @AggregateIdentifier private TaskId taskId;
  private TaskState state;
  private UUID lastEvent;
  private @Nullable UUID lastDeletion;

  /** For Axon, which fills it from the events. */
  @SuppressWarnings("NullAway.Init")
  Task() {}

  /** A task that begins with this event. */
  public static Task begin(TaskCreated created, MetaData headers) {
    var task = new Task();
    AggregateLifecycle.apply(created, headers);
    return task;
  }

  /** What the command leads to; refuses a command that may not be applied. */
  public Decision decide(TaskCommand.Change command, Instant now) {
    return command.decide(TaskPolicy.require(state, command), now);
  }

  /** Adds an event to the task. */
  public void apply(TaskEvent event, MetaData headers) {
    AggregateLifecycle.apply(event, headers);
  }

  @EventSourcingHandler
  void evolve(
      TaskEvent event,
      @MessageIdentifier String eventId,
      @Timestamp Instant at,
      @SequenceNumber long sequenceNumber) {
    taskId = event.taskId();
    state = TaskState.evolve(state, event, at, sequenceNumber + 1);
    lastEvent = UUID.fromString(eventId);
    if (event instanceof TaskDeleted) {
      lastDeletion = lastEvent;
    }
  }

  /** The task as it is now. */
  public TaskState state() {
    return state;
  }

  /** The last event of the task. */
  public UUID lastEvent() {
    return lastEvent;
  }

  /** The event that last moved the task to the trash. */
  public @Nullable UUID lastDeletion() {
    return lastDeletion;
  }
}
