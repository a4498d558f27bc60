package io.taskledger.command.passwords;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.command.testing.CommandSide;
import io.taskledger.command.testing.CommandSide.Answer;
import io.taskledger.command.testing.MovableClock;
import io.taskledger.devservers.TestServers;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Guessing gets slower and slower, for addresses with and without an account. */
class LoginThrottleTest {
  private static final MovableClock clock = new MovableClock();
  private static final String DATABASE = TestServers.freshDatabase();
  private static final CommandSide service = CommandSide.started(DATABASE, clock);

  private final String nobody = UUID.randomUUID() + "@example.org";

  @AfterAll
  static void close() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void afterFiveFailuresAnAddressHasToWait(boolean known) {
    String email = known ? service.register() : nobody;
    fail(email, 5);

    Answer refused = logIn(email, "wrong guess");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.code()).isEqualTo("too-many-attempts");
    assertThat(refused.header("Retry-After")).isEqualTo("1");
  }

  @Test
  void eachFurtherFailureDoublesThePauseUpToAQuarterOfAnHour() {
    fail(nobody, 5);

    for (long pause : List.of(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900)) {
      assertThat(logIn(nobody, "x").header("Retry-After")).isEqualTo(Long.toString(pause));
      clock.pass(Duration.ofSeconds(pause).minusMillis(1));
      assertThat(logIn(nobody, "x").status()).isEqualTo(429);
      clock.pass(Duration.ofMillis(1));
      assertThat(logIn(nobody, "x").status()).isEqualTo(401);
    }
  }

  @Test
  void duringThePauseEvenTheRightPasswordIsRefusedAndAfterItTheAddressStartsAfresh() {
    String email = service.register();
    fail(email, 5);
    assertThat(logIn(email, CommandSide.PASSWORD).status()).isEqualTo(429);

    clock.pass(Duration.ofSeconds(1));
    assertThat(logIn(email, CommandSide.PASSWORD).status()).isEqualTo(200);

    fail(email, 5);
  }

  @Test
  void theAddressIsTheSameHoweverItIsWritten() {
    fail(nobody, 5);

    assertThat(logIn(nobody.toUpperCase(Locale.ROOT) + " ", "x").status()).isEqualTo(429);
  }

  @Test
  void guessesFromElsewhereDoNotKeepTheOwnerOut() {
    String email = service.register();
    assertThat(logIn(email, CommandSide.PASSWORD, "198.51.100.7").status()).isEqualTo(200);
    for (int network = 0; network < 60; network++) {
      logIn(email, "guess", "203.0." + network + ".1");
    }

    assertThat(logIn(email, "guess", "192.0.2.1").status()).as("a new network").isEqualTo(429);
    assertThat(logIn(email, CommandSide.PASSWORD, "198.51.100.9").status())
        .as("the network of the owner")
        .isEqualTo(200);
  }

  @Test
  void fiftyGuessesFromAllNetworksTogetherAreLetThrough() {
    for (int network = 0; network < 50; network++) {
      assertThat(logIn(nobody, "guess", "203.0." + network + ".1").status()).isEqualTo(401);
    }

    assertThat(logIn(nobody, "guess", "192.0.2.1").status()).isEqualTo(429);
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.9, 203.0.113.200, true",
    "203.0.113.9, 203.0.114.9, false",
    "2001:db8:1:1200::1, 2001:db8:1:12ff::9, true",
    "2001:db8:1:1200::1, 2001:db8:1:1300::1, false",
    "example.org, not an address, true"
  })
  void addressesOfOneNetworkAreOne(String one, String other, boolean same) {
    assertThat(ClientNetwork.of(one).equals(ClientNetwork.of(other))).isEqualTo(same);
  }

  @Test
  void oneAddressDoesNotSlowAnotherDown() {
    fail(nobody, 5);

    assertThat(logIn(service.register(), CommandSide.PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void ofManyGuessesAtOnceFiveAreLetThrough() throws Exception {
    Callable<Integer> guess = () -> logIn(nobody, "guess").status();
    List<Integer> statuses;
    try (var guessers = Executors.newVirtualThreadPerTaskExecutor()) {
      statuses =
          guessers.invokeAll(Collections.nCopies(24, guess)).stream()
              .map(Future::resultNow)
              .toList();
    }

    assertThat(statuses).filteredOn(status -> status == 401).hasSize(5);
    assertThat(statuses).filteredOn(status -> status == 429).hasSize(19);
  }

  @Test
  void anotherProcessKnowsOfTheFailures() {
    fail(nobody, 5);

    try (CommandSide other = CommandSide.started(DATABASE, clock)) {
      assertThat(
              other
                  .send("POST", "/api/sessions", null, CommandSide.credentials(nobody, "x"))
                  .status())
          .isEqualTo(429);
    }
  }

  @Test
  void anHourLaterAllIsForgottenAndNothingIsKept() {
    fail(nobody, 5);
    clock.pass(LoginThrottle.WINDOW.plusSeconds(1));
    fail(nobody, 5);

    clock.pass(LoginThrottle.WINDOW.plusSeconds(1));
    service.bean(LoginThrottle.class).forget();

    assertThat(service.store().queryForList("select 1 from command_side.log_in_attempt")).isEmpty();
  }

  @Test
  void theAddressItselfIsNotKept() {
    fail(nobody, 1);

    assertThat(
            service
                .store()
                .queryForList(
                    "select encode(address_hash, 'escape') from command_side.log_in_attempt",
                    String.class))
        .isNotEmpty()
        .noneMatch(kept -> kept.contains("@example.org"));
  }

  private static void fail(String email, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(logIn(email, "wrong guess").status()).isEqualTo(401);
    }
  }

  private static Answer logIn(String email, String password, String client) {
    return service.send(
        "POST",
        "/api/sessions",
        null,
        CommandSide.credentials(email, password),
        ClientNetwork.CLIENT_ADDRESS,
        client);
  }

  private static Answer logIn(String email, String password) {
    return service.send("POST", "/api/sessions", null, CommandSide.credentials(email, password));
  }
}
