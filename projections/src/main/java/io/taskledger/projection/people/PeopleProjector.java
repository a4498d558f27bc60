package io.taskledger.projection.people;

import io.taskledger.events.user.UserRegistered;
import io.taskledger.projection.batch.Batch;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/** Keeps the table of people. */
@Component
@ProcessingGroup(PeopleProjection.NAME)
class PeopleProjector {
  private final Batch<UserRegistered> batch;

  PeopleProjector(PersonTable table) {
    batch = new Batch<>(table::add);
  }

  @EventHandler
  void on(UserRegistered event, UnitOfWork<?> unitOfWork) {
    batch.add(unitOfWork, event);
  }
}
