package io.taskledger.command.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.taskledger.command.testing.CommandSide;
import io.taskledger.command.testing.MovableClock;
import io.taskledger.devservers.TestServers;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two processes on one database agree on the keys while these come and go. */
class KeyRotationTest {
  private static final Duration AGE = Duration.ofDays(30);
  private static final Duration AHEAD = Duration.ofMinutes(10);

  private static final MovableClock clock = new MovableClock();
  private static final String DATABASE = TestServers.freshDatabase();
  private static final CommandSide one = CommandSide.started(DATABASE, clock);
  private static final CommandSide two = CommandSide.started(DATABASE, clock);

  private final SigningKeys oneKeys = one.bean(SigningKeys.class);
  private final SigningKeys twoKeys = two.bean(SigningKeys.class);

  @BeforeEach
  void oneKeyThatSigns() {
    one.store().update("delete from command_side.signing_key");
    oneKeys.turn();
    twoKeys.turn();
  }

  @AfterAll
  static void close() {
    one.close();
    two.close();
  }

  @Test
  void aKeyIsPublishedBeforeItSignsAndUntilNoTokenOfItsCanBeAlive() {
    String first = oneKeys.current().getKeyID();
    assertThat(published(one)).containsExactly(first);
    assertThat(published(two)).containsExactly(first);

    clock.pass(AGE);
    oneKeys.turn();
    twoKeys.turn();
    assertThat(published(one)).hasSize(2).isEqualTo(published(two));
    String second = published(one).getLast();
    assertThat(oneKeys.current().getKeyID()).isEqualTo(first);

    clock.pass(AHEAD);
    assertThat(oneKeys.current().getKeyID()).isEqualTo(second);
    assertThat(twoKeys.current().getKeyID()).isEqualTo(second);

    clock.pass(Sessions.ACCESS);
    oneKeys.turn();
    assertThat(published(one)).containsExactly(first, second);

    clock.pass(Duration.ofMinutes(6));
    oneKeys.turn();
    twoKeys.turn();
    assertThat(published(one)).containsExactly(second);
    assertThat(published(two)).containsExactly(second);
  }

  @Test
  void ofTwoProcessesOneMakesTheKey() {
    clock.pass(AGE);

    IntStream.range(0, 20).parallel().forEach(i -> (i % 2 == 0 ? oneKeys : twoKeys).turn());

    assertThat(published(one)).hasSize(2);
  }

  @Test
  void aTokenOfAKeyThatAnotherProcessMadeIsTakenAtOnce() {
    clock.pass(AGE);
    oneKeys.turn();
    clock.pass(AHEAD);

    String token = one.newcomer().accessToken;

    assertThat(keyOf(token)).isEqualTo(published(one).getLast());
    assertThat(two.send("GET", "/api/users/me", token, null).status()).isEqualTo(200);
  }

  @Test
  void aTokenOfTheOldKeyStaysGoodWhileItLives() {
    clock.pass(AGE);
    oneKeys.turn();
    clock.pass(AHEAD.minusSeconds(1));
    String last = one.newcomer().accessToken;
    clock.pass(Sessions.ACCESS.minusSeconds(1));
    oneKeys.turn();
    twoKeys.turn();

    assertThat(keyOf(last)).isNotEqualTo(oneKeys.current().getKeyID());
    assertThat(two.send("GET", "/api/users/me", last, null).status()).isEqualTo(200);
    clock.pass(Duration.ofSeconds(1));
    assertThat(two.send("GET", "/api/users/me", last, null).code()).isEqualTo("token-expired");
  }

  private static List<String> published(CommandSide process) {
    return process
        .send("GET", "/.well-known/jwks.json", null, null)
        .body()
        .path("keys")
        .findValuesAsString("kid");
  }

  private static String keyOf(String token) {
    try {
      return SignedJWT.parse(token).getHeader().getKeyID();
    } catch (ParseException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
