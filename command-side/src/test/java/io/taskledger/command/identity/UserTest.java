package io.taskledger.command.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.events.user.UserId;
import io.taskledger.events.user.UserRegistered;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

/** What registering somebody leads to. */
class UserTest {
  private static final UserId ANNA = new UserId(new UUID(7, 1));
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final RegisterUser COMMAND =
      new RegisterUser(ANNA, "anna@example.org", "Anna", "$argon2id$secret", Set.of("user"), true);

  @Test
  void registeringKeepsTheFactAndNotThePassword() {
    var fixture = new AggregateTestFixture<>(User.class);
    fixture.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));

    fixture
        .givenNoPriorActivity()
        .when(COMMAND)
        .expectResultMessagePayload(1L)
        .expectEvents(new UserRegistered(ANNA, "anna@example.org", NOW, "Anna"));
  }

  @Test
  void whatIsSecretIsNotPrinted() {
    assertThat(COMMAND.toString()).doesNotContain("argon2", "anna@example.org");
    assertThat(
            new Account(ANNA, "anna@example.org", "Anna", "$argon2id$secret", Set.of()).toString())
        .doesNotContain("argon2", "anna@example.org");
  }
}
