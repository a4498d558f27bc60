package io.taskledger.command.identity;

import io.taskledger.command.platform.json.JsonBody;
import io.taskledger.events.user.UserId;
import java.util.Locale;
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
  private static final int SHORTEST_PASSWORD = 10;
  private static final int LONGEST_PASSWORD = 200;

  private final Registration registration;

  RegistrationController(Registration registration) {
    this.registration = registration;
  }

  record Registered(UserId userId) {}

  @PostMapping(path = "/api/users", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  Registered register(@RequestBody byte[] json) {
    JsonBody body = JsonBody.read(json);
    String email = body.requiredText("email", EmailAddress.LONGEST).toLowerCase(Locale.ROOT);
    String name = body.requiredText("name", NAME);
    String password = body.requiredText("password", LONGEST_PASSWORD);
    if (!email.isEmpty() && !EmailAddress.isValid(email)) {
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
}
