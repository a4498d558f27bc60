package io.taskledger.command.identity;

import io.taskledger.command.emailconfirmation.EmailConfirmations;
import io.taskledger.events.user.UserId;
import io.taskledger.web.Caller;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/users/me}. */
@RestController
class UserController {
  private final Accounts accounts;
  private final EmailConfirmations confirmations;

  UserController(Accounts accounts, EmailConfirmations confirmations) {
    this.accounts = accounts;
    this.confirmations = confirmations;
  }

  /** The roles are those of the token, for they are what counts. */
  record Me(UserId userId, String email, boolean emailConfirmed, String name, Set<String> roles) {}

  @GetMapping("/api/users/me")
  Me me(Caller caller) {
    Account account = accounts.require(caller.userId());
    return new Me(
        account.userId(),
        account.email(),
        confirmations.isConfirmed(account.userId().value()),
        account.name(),
        caller.roles());
  }
}
