package io.taskledger.command.identity;

import io.taskledger.command.emailconfirmation.EmailConfirmations;
import io.taskledger.command.eventstore.append.TransactionalWrites;
import io.taskledger.events.user.UserEvent;
import io.taskledger.events.user.UserId;
import io.taskledger.events.user.UserRegistered;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** A user: the fact of the registration is an event, the credentials are an account beside it. */
@Aggregate
class User {
  @AggregateIdentifier private UserId userId;

  /** For Axon, which fills it from the events. */
  @SuppressWarnings("NullAway.Init")
  User() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.ALWAYS)
  long decide(RegisterUser command, Clock clock) {
    TransactionalWrites.add(Accounts.creation(command));
    if (!command.emailConfirmed()) {
      TransactionalWrites.add(EmailConfirmations.firstMail(command.userId()));
    }
    AggregateLifecycle.apply(
        new UserRegistered(command.userId(), command.email(), clock.instant(), command.name()));
    return 1;
  }

  @EventSourcingHandler
  void evolve(UserEvent event) {
    userId = event.userId();
  }
}
