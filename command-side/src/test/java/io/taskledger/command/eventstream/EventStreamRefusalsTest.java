package io.taskledger.command.eventstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.command.testing.CommandSide;
import io.taskledger.command.testing.CommandSide.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is not let in, and what cannot be asked. */
class EventStreamRefusalsTest {
  private static final String FEED = "/internal/events?";

  private final CommandSide service = CommandSide.running();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "after=-1",
        "after=x",
        "limit=0",
        "limit=1000001",
        "limit=99999999999",
        "type=TaskPainted",
        "type=TaskCreated&type=taskcreated",
        "type=TaskCreated')--",
        "streamId=x",
        "streamId=0190a6e0-0000-7000-8000-0000000000aa&fromVersion=0",
        "streamId=0190a6e0-0000-7000-8000-0000000000aa&limit=1001"
      })
  void aParameterThatMakesNoSenseIsRefused(String query) {
    Answer refused = ask(query);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("invalid-parameter");
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void nobodyButServicesIsLetIn() {
    String user = service.newcomer().accessToken;
    String admin = service.administrator().accessToken;

    assertThat(service.send("GET", FEED, null, null).status()).isEqualTo(401);
    for (String token : List.of(user, admin, "", "wrong", CommandSide.SERVICE_TOKEN + "x")) {
      Answer refused = service.send("GET", FEED, token, null);
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.code()).isEqualTo("unauthenticated");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/internal;x/events?",
        "/%69nternal/events?",
        "/internal/events;x?",
        "/internal//events?",
        "/./internal/events?",
        "/internal/%65vents?",
        "/internal/events/?",
        "/internal;x/preferences/0190a6e0-0000-7000-8000-000000000001",
        "/internal/preferences/0190a6e0-0000-7000-8000-000000000001"
      })
  void noSpellingOfAnInternalPathLetsAUserIn(String path) {
    String user = service.newcomer().accessToken;

    assertThat(service.send("GET", path, user, null).status()).isIn(401, 404);
  }

  @Test
  void aServiceIsNoUser() {
    assertThat(service.send("GET", "/api/users/me", CommandSide.SERVICE_TOKEN, null).status())
        .isEqualTo(401);
  }

  private Answer ask(String query) {
    return service.send("GET", FEED + query, CommandSide.SERVICE_TOKEN, null);
  }
}
