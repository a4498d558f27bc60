package io.taskledger.command.task;

import io.taskledger.command.task.state.TaskState;
import io.taskledger.events.task.TaskEvent;
import io.taskledger.events.task.TaskId;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.Repository;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** The other tasks, out of the event store. */
@Component
class StoredTasks implements OtherTasks {
  private final EventStore events;
  private final ObjectProvider<Repository<Task>> tasks;

  StoredTasks(
      EventStore events, @Qualifier("taskRepository") ObjectProvider<Repository<Task>> tasks) {
    this.events = events;
    this.tasks = tasks;
  }

  @Override
  public Optional<Known> find(TaskId taskId) {
    var history = events.readEvents(taskId.toString());
    TaskState state = null;
    long version = 0;
    while (history.hasNext()) {
      DomainEventMessage<?> message = history.next();
      state =
          switch (message.getPayload()) {
            case Task snapshot -> snapshot.state();
            case TaskEvent event ->
                TaskState.evolve(
                    state, event, UUID.fromString(message.getIdentifier()), message.getTimestamp());
            default -> throw new IllegalStateException(taskId + " is not a task");
          };
      version = message.getSequenceNumber() + 1;
    }
    return state == null ? Optional.empty() : Optional.of(new Known(state, version));
  }

  @Override
  public void change(TaskId taskId, Consumer<Task> change) {
    tasks.getObject().load(taskId.toString()).execute(change);
  }
}
