package io.taskledger.verification.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.local.settings.Settings.Port;
import io.taskledger.local.use.Api;
import io.taskledger.local.use.Api.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A user is reminded by mail, or not at all if they prefer. */
class ReminderMailIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final LocalSystem system = SharedSystem.get();

  @Test
  void aReminderComesByMail() throws IOException, InterruptedException {
    try (Api api = SharedSystem.user("Anna");
        var messages = new Messages("localhost:" + system.settings.port(Port.KAFKA))) {
      String userId = api.send("GET", "/api/users/me", null).body().path("userId").asString();
      assertThat(api.send("POST", "/api/tasks", dueSoon("Call home")).status()).isEqualTo(201);

      await().atMost(SOON).untilAsserted(() -> assertThat(mails()).contains("Call home"));
      JsonNode sent =
          messages.await(
              "notification.sent", message -> message.path("userId").asString("").equals(userId));
      assertThat(sent.path("type").asString()).isEqualTo("task-reminder");
      assertThat(sent.path("status").asString()).isEqualTo("sent");
    }
  }

  @Test
  void aUserWhoWantsNoneGetsNone() throws IOException, InterruptedException {
    try (Api anna = SharedSystem.user("Anna");
        Api ben = SharedSystem.user("Ben")) {
      Answer said =
          anna.send(
              "PUT",
              "/api/preferences",
              Map.of("reminderChannels", List.of(), "timeZone", "Europe/Berlin"));
      assertThat(said.status()).isEqualTo(200);
      assertThat(anna.send("GET", "/api/preferences", null).body()).isEqualTo(said.body());
      anna.send("POST", "/api/tasks", dueSoon("Call nobody"));
      ben.send("POST", "/api/tasks", dueSoon("Call Ben"));

      await().atMost(SOON).untilAsserted(() -> assertThat(mails()).contains("Call Ben"));
      assertThat(mails()).doesNotContain("Call nobody");
    }
  }

  private String mails() throws IOException, InterruptedException {
    URI messages =
        URI.create("http://localhost:" + system.settings.port(Port.MAIL) + "/api/messages");
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(messages).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  private static Map<String, Object> dueSoon(String title) {
    return Map.of(
        "title",
        title,
        "dueDate",
        Instant.now().plusSeconds(8).toString(),
        "reminders",
        List.of("PT4S"));
  }
}
