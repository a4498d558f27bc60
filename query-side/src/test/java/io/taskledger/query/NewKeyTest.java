package io.taskledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.taskledger.query.given.Issuer;
import io.taskledger.query.given.TestClock;
import io.taskledger.web.issuer.JwtDecoders;
import io.taskledger.web.problem.ProblemException;
import io.taskledger.web.security.AccessTokens;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Command-side signs with a new key while this service runs. */
class NewKeyTest {
  private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

  private final TestClock clock = new TestClock();
  private final Issuer commandSide = new Issuer();
  private final AccessTokens tokens =
      JwtDecoders.builtIn(URI.create(commandSide.keys()), "taskledger", clock);

  @Test
  void aTokenOfTheNewKeyIsTakenWithoutARestart() {
    UUID anna = UUID.randomUUID();
    clock.set("2026-03-18T12:00:00Z");
    take(token(anna));

    commandSide.rotate();
    clock.set("2026-03-18T12:00:02Z");

    take(token(anna));
  }

  @Test
  void withinASecondThereAreTwoFetchesAtMost() {
    take(token(UUID.randomUUID()));
    commandSide.rotate();
    take(token(UUID.randomUUID()));

    commandSide.rotate();

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> take(token(UUID.randomUUID())));
  }

  private void take(String token) {
    assertThat(tokens.verify(token).caller().roles()).containsExactly("user");
  }

  private String token(UUID subject) {
    return commandSide.sign(subject.toString(), "taskledger", LATER, List.of("user"));
  }
}
