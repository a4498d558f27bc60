package io.taskledger.command.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.command.testing.CommandSide;
import io.taskledger.command.testing.CommandSide.Answer;
import io.taskledger.command.testing.CommandSide.Person;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** People see where they are logged in, and end what they do not know. */
class SessionListTest {
  private final CommandSide service = CommandSide.running();
  private final String email = service.register();
  private final Person anna = service.person(email);
  private final Person annaElsewhere = service.person(email);

  @Test
  void theSessionsOfAPersonAreListedAndTheirOwnIsMarked() {
    JsonNode items = list(anna);

    assertThat(items).hasSize(2);
    assertThat(items.valueStream().filter(each -> each.path("current").asBoolean())).hasSize(1);
    JsonNode first = items.get(0);
    assertThat(first.path("userAgent").asString()).startsWith("Java-http-client");
    assertThat(first.path("startedAt").asString()).isEqualTo(first.path("lastUsedAt").asString());
    assertThat(list(service.newcomer())).hasSize(1);
  }

  @Test
  void aRefreshIsAUseOfTheSession() {
    service.refresh(anna.refreshToken);

    assertThat(list(annaElsewhere).get(0).path("current").asBoolean()).isFalse();
  }

  @Test
  void aSessionIsEndedByItsPersonOnly() {
    String other = idOf(annaElsewhere);
    Person stranger = service.newcomer();

    assertThat(end(stranger, other).code()).isEqualTo("session-not-found");
    assertThat(end(anna, other).status()).isEqualTo(204);
    assertThat(service.refresh(annaElsewhere.refreshToken).status()).isEqualTo(401);
    assertThat(service.refresh(anna.refreshToken).status()).isEqualTo(200);
    assertThat(end(anna, other).status()).isEqualTo(404);
    assertThat(end(anna, UUID.randomUUID().toString()).status()).isEqualTo(404);
    assertThat(end(anna, "no-id").status()).isEqualTo(404);
  }

  @Test
  void allSessionsAreEndedAtOnce() {
    Answer ended = service.send("DELETE", "/api/sessions", anna.accessToken, null);

    assertThat(ended.status()).isEqualTo(204);
    assertThat(service.refresh(anna.refreshToken).status()).isEqualTo(401);
    assertThat(service.refresh(annaElsewhere.refreshToken).status()).isEqualTo(401);
  }

  private JsonNode list(Person person) {
    return person.get("/api/sessions").body().path("items");
  }

  private String idOf(Person person) {
    return list(person)
        .valueStream()
        .filter(each -> each.path("current").asBoolean())
        .findFirst()
        .orElseThrow()
        .path("sessionId")
        .asString();
  }

  private Answer end(Person person, String session) {
    return service.send("DELETE", "/api/sessions/" + session, person.accessToken, null);
  }
}
