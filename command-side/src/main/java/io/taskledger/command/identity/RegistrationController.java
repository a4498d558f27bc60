package io.taskledger.command.identity;

import io.taskledger.command.emailconfirmation.EmailConfirmations;
import io.taskledger.command.passwords.Passwords;
import io.taskledger.events.user.UserId;
import io.taskledger.web.json.JsonBody;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/users}. */
@RestController
@BuiltInIdentity
class RegistrationController {
  private static final int NAME = 100;
  private static final int LONGEST_PASSWORD = 200;

  private final Registration registration;
  private final Passwords passwords;
  private final EmailConfirmations confirmations;

  RegistrationController(
      Registration registration, Passwords passwords, EmailConfirmations confirmations) {
    this.registration = registration;
    this.passwords = passwords;
    this.confirmations = confirmations;
  }

  record Registered(UserId userId) {}

  @PostMapping(path = "/api/users", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  Registered register(@RequestBody byte[] json) {
    JsonBody body = JsonBody.read(json);
    String email = body.requiredText("email", EmailAddress.LONGEST).toLowerCase(Locale.ROOT);
    String name = body.requiredText("name", NAME);
    // Not cut: blanks at the ends belong to it.
    String password = body.requiredVerbatim("password", LONGEST_PASSWORD, "Send a password.");
    if (password != null) {
      passwords
          .weakness(password, email)
          .ifPresent(why -> body.refuse("password", "weak-password", why));
    }
    if (!email.isEmpty() && !EmailAddress.isValid(email)) {
      body.refuse("email", "bad-value", "Send an address like anna@example.org.");
    }
    body.done();
    return new Registered(
        registration.register(
            email,
            name,
            Objects.requireNonNull(password),
            Set.of("user"),
            confirmations.isConfirmedByConfiguration(email)));
  }
}
