package io.taskledger.command.subtasks;

import io.taskledger.command.task.Task;
import io.taskledger.events.task.TaskEvent;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskState;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** Reads tasks without locking them, with what the current command has added to them. */
@Component
class StoredTasks {
  private final EventStore events;

  StoredTasks(EventStore events) {
    this.events = events;
  }

  /** The task as it is now; empty when nothing, or something else than a task, has this id. */
  Optional<TaskState> find(TaskId taskId) {
    var history = events.readEvents(taskId.toString());
    TaskState state = null;
    while (history.hasNext()) {
      DomainEventMessage<?> message = history.next();
      if (message.getPayload() instanceof Task snapshot) {
        state = snapshot.state();
      } else if (message.getPayload() instanceof TaskEvent event) {
        state =
            TaskState.evolve(state, event, message.getTimestamp(), message.getSequenceNumber() + 1);
      }
    }
    return Optional.ofNullable(state);
  }
}
