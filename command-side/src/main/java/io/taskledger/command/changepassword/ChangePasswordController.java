package io.taskledger.command.changepassword;

import io.taskledger.command.identity.Account;
import io.taskledger.command.identity.Accounts;
import io.taskledger.command.identity.BuiltInIdentity;
import io.taskledger.command.passwords.ClientNetwork;
import io.taskledger.command.passwords.LoginThrottle;
import io.taskledger.command.passwords.Passwords;
import io.taskledger.command.platform.json.JsonBody;
import io.taskledger.web.Caller;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * {@code PUT /api/users/me/password} with the current password and the new one. All other sessions
 * end. Wrong tries count like those of a log-in: an access token that was stolen is no way to
 * guess.
 */
@RestController
@BuiltInIdentity
class ChangePasswordController {
  private static final int LONGEST = 300;
  private static final UUID NONE = new UUID(0, 0);

  private final Accounts accounts;
  private final Passwords passwords;
  private final LoginThrottle throttle;

  ChangePasswordController(Accounts accounts, Passwords passwords, LoginThrottle throttle) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.throttle = throttle;
  }

  @PutMapping(path = "/api/users/me/password", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void change(@RequestBody byte[] json, HttpServletRequest request, Caller caller) {
    JsonBody body = JsonBody.read(json);
    String current = password(body, "current");
    String chosen = password(body, "new");
    Account account = accounts.require(caller.userId());
    if (chosen != null) {
      passwords
          .weakness(chosen, account.email())
          .ifPresent(sentence -> body.refuse("new", "weak-password", sentence));
    }
    body.done();
    requireCurrent(account, current, ClientNetwork.of(request));
    accounts.changePassword(
        account.userId(),
        passwords.hash(chosen == null ? "" : chosen),
        caller.sessionId() == null ? NONE : UUID.fromString(caller.sessionId()));
  }

  private void requireCurrent(Account account, @Nullable String current, String network) {
    String hash = account.passwordHash();
    throttle.begin(account.email(), network);
    if (hash == null || current == null || !matches(account, current, hash, network)) {
      throw ProblemException.of(ErrorCode.BAD_CREDENTIALS, "The current password is another one.");
    }
    throttle.succeeded(account.email(), network);
  }

  private boolean matches(Account account, String current, String hash, String network) {
    try {
      return passwords.matches(current, hash);
    } catch (ProblemException busy) {
      // It was not looked at, so it was no try.
      throttle.withdraw(account.email(), network);
      throw busy;
    }
  }

  private static @Nullable String password(JsonBody body, String field) {
    JsonNode sent = body.value(field);
    if (sent == null) {
      body.refuse(field, "required", "Send the password.");
      return null;
    }
    return body.text(field, sent, LONGEST);
  }
}
