package io.taskledger.command.outside;

import io.taskledger.command.identity.Accounts;
import io.taskledger.command.identity.Registration;
import io.taskledger.events.problem.Refusal;
import io.taskledger.events.user.UserId;
import io.taskledger.events.web.Caller;
import io.taskledger.events.web.issuer.OutsideClaims;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/**
 * Registers whoever comes with a token of the issuer for the first time, so that views know them.
 */
@Component
@OutsideIdentity
class OutsideUsers {
  private final OutsideClaims claims;
  private final Accounts accounts;
  private final Registration registration;

  OutsideUsers(OutsideClaims claims, Accounts accounts, Registration registration) {
    this.claims = claims;
    this.accounts = accounts;
    this.registration = registration;
  }

  /** The bearer of a token, who is registered by now. */
  Caller caller(Jwt token) {
    Caller caller = claims.caller(token);
    if (accounts.of(caller.userId()).isEmpty()) {
      register(caller.userId(), Profile.of(token));
    }
    return caller;
  }

  private void register(UserId userId, Profile profile) {
    try {
      registration.register(userId, profile.email(), profile.name());
    } catch (Refusal refusal) {
      // Of many requests at once the event store lets one register the user.
      if (accounts.of(userId).isEmpty()) {
        throw refusal;
      }
    }
  }
}
