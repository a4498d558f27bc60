package io.taskledger.projection.dashboard;

import io.taskledger.events.task.TaskEvent;
import io.taskledger.projection.batch.Batch;
import io.taskledger.projection.batch.EventContext;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/** Keeps the dashboards. */
@Component
@ProcessingGroup(DashboardProjection.NAME)
class DashboardProjector {
  private final Batch<EventContext<TaskEvent>> batch;

  DashboardProjector(DashboardWriter writer) {
    batch = new Batch<>(writer::write);
  }

  @EventHandler
  void on(TaskEvent event, DomainEventMessage<?> message, UnitOfWork<?> unitOfWork) {
    batch.add(unitOfWork, EventContext.of(event, message));
  }
}
