package io.taskledger.command.identity;

import io.taskledger.events.user.UserId;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Opens an account. The password's hash goes into the account and never into an event.
 *
 * @param email in lower case
 * @param passwordHash none if an outside issuer vouches for the user
 * @param emailConfirmed whether the address is known to be the user's
 */
record RegisterUser(
    @TargetAggregateIdentifier UserId userId,
    String email,
    String name,
    @Nullable String passwordHash,
    Set<String> roles,
    boolean emailConfirmed) {
  @Override
  public String toString() {
    return "RegisterUser[userId=" + userId + "]";
  }
}
