package io.taskledger.projection.tasklist;

import io.taskledger.events.task.TaskEvent;
import io.taskledger.projection.batch.Batch;
import io.taskledger.projection.batch.EventContext;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/** Keeps the table of tasks. */
@Component
@ProcessingGroup(TaskListProjection.NAME)
class TaskListProjector {
  private final Batch<EventContext<TaskEvent>> batch;

  TaskListProjector(TaskTable table) {
    batch = new Batch<>(table::apply);
  }

  @EventHandler
  void on(TaskEvent event, DomainEventMessage<?> message, UnitOfWork<?> unitOfWork) {
    batch.add(unitOfWork, EventContext.of(event, message));
  }
}
