package io.taskledger.command.identity;

import io.taskledger.command.dispatch.JsonBody;
import io.taskledger.events.problem.ErrorCode;
import io.taskledger.events.problem.Refusal;
import io.taskledger.events.user.UserId;
import io.taskledger.events.web.Caller;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/users} and {@code GET /api/users/me}. */
@RestController
class UserController {
  private static final int EMAIL = 254;
  private static final int NAME = 100;
  private static final int SHORTEST_PASSWORD = 10;
  private static final int LONGEST_PASSWORD = 200;
  // Stricter than RFC 5321 on purpose: nothing that could break out of a mail header.
  private static final Pattern ADDRESS =
      Pattern.compile(
          "[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+"
              + "[a-z]{2,63}");

  private final Registration registration;
  private final Accounts accounts;

  UserController(Registration registration, Accounts accounts) {
    this.registration = registration;
    this.accounts = accounts;
  }

  record Registered(UserId userId) {}

  record Me(UserId userId, String email, String name, Set<String> roles) {}

  @PostMapping(path = "/api/users", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  Registered register(@RequestBody byte[] json) {
    JsonBody body = JsonBody.read(json);
    String email = body.requiredText("email", EMAIL).toLowerCase(Locale.ROOT);
    String name = body.requiredText("name", NAME);
    String password = body.requiredText("password", LONGEST_PASSWORD);
    if (!email.isEmpty() && !ADDRESS.matcher(email).matches()) {
      body.refuse("email", "bad-value", "Send an address like anna@example.org.");
    }
    if (!password.isEmpty() && password.length() < SHORTEST_PASSWORD) {
      body.refuse("password", "too-short", "Send at least " + SHORTEST_PASSWORD + " characters.");
    }
    if (!email.isEmpty() && password.equalsIgnoreCase(email)) {
      body.refuse("password", "too-weak", "Choose one that is not the address.");
    }
    body.done();
    return new Registered(registration.register(email, name, password, Set.of("user")));
  }

  @GetMapping("/api/users/me")
  Me me(Caller caller) {
    Account account =
        accounts
            .of(caller.userId())
            .orElseThrow(
                () -> Refusal.of(ErrorCode.UNAUTHENTICATED, "The account is gone. Log in again."));
    return new Me(account.userId(), account.email(), account.name(), account.roles());
  }
}
