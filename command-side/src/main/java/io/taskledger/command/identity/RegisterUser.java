package io.taskledger.command.identity;

import io.taskledger.events.user.UserId;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Opens an account. The password's hash goes into the account and never into an event.
 *
 * @param email in lower case
 */
record RegisterUser(
    @TargetAggregateIdentifier UserId userId,
    String email,
    String name,
    String passwordHash,
    Set<String> roles) {
  @Override
  public String toString() {
    return "RegisterUser[userId=" + userId + "]";
  }
}
