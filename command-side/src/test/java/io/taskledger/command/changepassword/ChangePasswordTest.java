package io.taskledger.command.changepassword;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.command.testing.CommandSide;
import io.taskledger.command.testing.CommandSide.Answer;
import io.taskledger.command.testing.CommandSide.Person;
import org.junit.jupiter.api.Test;

class ChangePasswordTest {
  private static final String CHOSEN = "quite another long phrase";

  private final CommandSide service = CommandSide.running();
  private final String email = service.register();
  private final Person anna = service.person(email);

  @Test
  void theNewPasswordHoldsAndAllOtherSessionsEnd() {
    Person elsewhere = service.person(email);

    assertThat(change(CommandSide.PASSWORD, CHOSEN).status()).isEqualTo(204);

    assertThat(service.refresh(elsewhere.refreshToken).status()).isEqualTo(401);
    assertThat(service.refresh(anna.refreshToken).status()).isEqualTo(200);
    assertThat(service.logIn(email, CommandSide.PASSWORD).code()).isEqualTo("bad-credentials");
    assertThat(service.logIn(email, CHOSEN).status()).isEqualTo(200);
  }

  @Test
  void whoDoesNotKnowTheCurrentOneChangesNothing() {
    assertThat(change("a wrong long phrase", CHOSEN).code()).isEqualTo("bad-credentials");

    assertThat(service.logIn(email, CommandSide.PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void triesWithAStolenTokenAreSlowedDown() {
    Answer last = change("wrong 0", CHOSEN);
    for (int number = 1; number < 20 && last.status() == 401; number++) {
      last = change("wrong " + number, CHOSEN);
    }

    assertThat(last.code()).isEqualTo("too-many-attempts");
  }

  @Test
  void aWeakOneIsRefused() {
    Answer refused = change(CommandSide.PASSWORD, "12345678");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().path("errors").get(0).path("code").asString())
        .isEqualTo("weak-password");
    assertThat(service.send("PUT", "/api/users/me/password", anna.accessToken, "{}").status())
        .isEqualTo(400);
  }

  private Answer change(String current, String chosen) {
    return service.send(
        "PUT",
        "/api/users/me/password",
        anna.accessToken,
        "{\"current\":\"%s\",\"new\":\"%s\"}".formatted(current, chosen));
  }
}
