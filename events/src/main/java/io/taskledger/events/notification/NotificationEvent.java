package io.taskledger.events.notification;

import io.taskledger.events.DomainEvent;
import io.taskledger.events.user.UserId;
import java.util.UUID;

/** What can happen to a notification. */
public sealed interface NotificationEvent extends DomainEvent permits NotificationSent {
  /** The notification that it happened to. */
  NotificationId notificationId();

  /** Whom it is for. */
  UserId userId();

  @Override
  default UUID streamId() {
    return notificationId().value();
  }

  @Override
  default UUID partitionKey() {
    return userId().value();
  }
}
