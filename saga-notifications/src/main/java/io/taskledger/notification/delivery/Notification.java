package io.taskledger.notification.delivery;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.taskledger.events.notification.NotificationId;
import io.taskledger.events.notification.NotificationSent;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * One notification to one person. Its id is computed from its cause, so that the same cause finds
 * the notification that there is and sends nothing again.
 */
@Aggregate
public class Notification {
  @AggregateIdentifier private @Nullable NotificationId id;

  Notification() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(SendNotification command, Channels channels, Clock clock) {
    if (id != null) {
      return;
    }
    // First the delivery, then the event: a crash in between delivers twice, never not at all.
    Outcome outcome = channels.deliver(command);
    if (outcome == Outcome.UNKNOWN_USER
        && clock.instant().isBefore(command.userMayBeUnknownUntil())) {
      throw new DeliveryFailedException("user " + command.userId() + " is not known yet", null);
    }
    apply(
        new NotificationSent(
            command.notificationId(),
            command.userId(),
            command.type(),
            command.channel(),
            command.subject(),
            outcome == Outcome.SENT ? "sent" : "failed"));
  }

  @EventSourcingHandler
  void evolve(NotificationSent sent) {
    id = sent.notificationId();
  }
}
