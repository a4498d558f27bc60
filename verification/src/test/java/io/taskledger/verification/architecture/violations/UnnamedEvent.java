package io.taskledger.verification.architecture.violations;

import io.taskledger.events.DomainEvent;
import java.util.UUID;

/** Breaks rule 7: an event that is not in the catalogue. */
public record UnnamedEvent() implements DomainEvent {
  @Override
  public UUID streamId() {
    return new UUID(0, 0);
  }
}
