package io.taskledger.command.changepassword;

import io.taskledger.command.identity.Account;
import io.taskledger.command.identity.Accounts;
import io.taskledger.command.identity.BuiltInIdentity;
import io.taskledger.command.passwords.ClientNetwork;
import io.taskledger.command.passwords.LoginThrottle;
import io.taskledger.command.passwords.Passwords;
import io.taskledger.web.Caller;
import io.taskledger.web.json.JsonBody;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

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
    String sent = body.requiredVerbatim("current", LONGEST, "Send the password.");
    String wanted = body.requiredVerbatim("new", LONGEST, "Send the password.");
    Account account = accounts.require(caller.userId());
    if (wanted != null) {
      passwords
          .weakness(wanted, account.email())
          .ifPresent(why -> body.refuse("new", "weak-password", why));
    }
    body.done();
    String current = Objects.requireNonNull(sent);
    String chosen = Objects.requireNonNull(wanted);
    requireCurrent(account, current, ClientNetwork.of(request));
    accounts.changePassword(
        account.userId(),
        passwords.hash(chosen),
        caller.sessionId() == null ? NONE : UUID.fromString(caller.sessionId()));
  }

  private void requireCurrent(Account account, String current, String network) {
    String email = account.email();
    String hash = account.passwordHash();
    throttle.begin(email, network);
    if (hash == null || !throttle.compare(email, network, () -> passwords.matches(current, hash))) {
      throw ProblemException.of(ErrorCode.BAD_CREDENTIALS, "The current password is another one.");
    }
    throttle.succeeded(email, network);
  }
}
