package io.taskledger.command.outside;

import io.taskledger.command.identity.Accounts;
import io.taskledger.command.identity.Registration;
import io.taskledger.events.user.UserId;
import io.taskledger.web.Caller;
import io.taskledger.web.issuer.OidcClaimsMapper;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/**
 * Registers whoever comes with a token of the issuer for the first time, so that views know them.
 */
@Component
@OutsideIdentity
class OutsideUsers {
  private static final Logger log = LoggerFactory.getLogger(OutsideUsers.class);

  private final OidcClaimsMapper claims;
  private final Accounts accounts;
  private final Registration registration;

  OutsideUsers(OidcClaimsMapper claims, Accounts accounts, Registration registration) {
    this.claims = claims;
    this.accounts = accounts;
    this.registration = registration;
  }

  /** The bearer of a token, who is registered by now. */
  Caller caller(Jwt token) {
    Caller caller = claims.caller(token);
    if (!isKnown(caller.userId())) {
      register(caller.userId(), Profile.of(token));
    }
    return caller;
  }

  private boolean isKnown(UserId userId) {
    try {
      return accounts.of(userId).isPresent();
    } catch (DataAccessException away) {
      // This runs in a filter, where nobody else makes an answer of it.
      log.warn("The accounts cannot be read", away);
      throw ProblemException.of(
          ErrorCode.STORE_UNAVAILABLE, "Nothing was changed. Try again in a moment.");
    }
  }

  private void register(UserId userId, Profile profile) {
    try {
      registration.register(userId, profile.email(), profile.name(), profile.emailConfirmed());
    } catch (ProblemException refusal) {
      // Of many requests at once the event store lets one register the user.
      if (!isKnown(userId)) {
        throw refusal;
      }
    }
  }
}
