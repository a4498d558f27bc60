package io.taskledger.projection.audittrail;

import io.taskledger.events.DomainEvent;
import io.taskledger.projection.batch.Batch;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/** Keeps every event of the system. */
@Component
@ProcessingGroup(AuditTrailProjection.NAME)
class AuditTrailProjector {
  private final Batch<AuditEntry> batch;

  AuditTrailProjector(AuditTable table) {
    batch = new Batch<>(table::add);
  }

  @EventHandler
  void on(DomainEvent event, DomainEventMessage<?> message, UnitOfWork<?> unitOfWork) {
    batch.add(unitOfWork, AuditEntry.of(message));
  }
}
