package io.taskledger.events.user;

import io.taskledger.events.DomainEvent;
import java.util.UUID;

/** What can happen to a user. */
public sealed interface UserEvent extends DomainEvent permits UserRegistered {
  /** The user that it happened to. */
  UserId userId();

  @Override
  default UUID streamId() {
    return userId().value();
  }
}
