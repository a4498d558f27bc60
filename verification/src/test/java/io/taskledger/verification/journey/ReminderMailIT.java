package io.taskledger.verification.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.local.client.Api;
import io.taskledger.local.client.Api.Answer;
import io.taskledger.local.settings.Settings.Port;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A user is reminded by mail, or not at all if they prefer. */
class ReminderMailIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final LocalSystem system = SharedSystem.get();

  @Test
  void aReminderComesByMail() throws IOException, InterruptedException {
    try (Api api = SharedSystem.user("Anna");
        var messages = new Messages("localhost:" + system.settings.port(Port.KAFKA))) {
      confirmAddress(api);
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
  void nobodyIsRemindedAtAnAddressThatTheyHaveNotConfirmed()
      throws IOException, InterruptedException {
    try (Api stranger = SharedSystem.user("Stranger");
        Api ben = SharedSystem.user("Ben")) {
      confirmAddress(ben);
      stranger.send("POST", "/api/tasks", dueSoon("Win a prize"));
      ben.send("POST", "/api/tasks", dueSoon("Call Ben back"));

      await().atMost(SOON).untilAsserted(() -> assertThat(mails()).contains("Call Ben back"));
      assertThat(mails()).doesNotContain("Win a prize");
    }
  }

  /** Follows the link of the mail, as a person does. */
  private void confirmAddress(Api api) throws IOException, InterruptedException {
    String email = api.send("GET", "/api/users/me", null).body().path("email").asString();
    var link = Pattern.compile("\\?token=([A-Za-z0-9_-]{43})");
    String token =
        await()
            .atMost(SOON)
            .until(
                () ->
                    messages()
                        .valueStream()
                        .filter(mail -> mail.path("to").asString("").equals(email))
                        .map(mail -> link.matcher(mail.path("text").asString("")))
                        .filter(Matcher::find)
                        .map(found -> found.group(1))
                        .findFirst(),
                Optional::isPresent)
            .orElseThrow();
    String gateway = "http://localhost:" + system.settings.port(Port.GATEWAY);
    try (var http = HttpClient.newHttpClient()) {
      URI page = URI.create(gateway + "/api/email-confirmations?token=" + token);
      HttpResponse<String> asked =
          http.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(asked.statusCode()).isEqualTo(200);
      assertThat(asked.body()).contains("method=\"post\"").contains(token);
      assertThat(api.send("GET", "/api/users/me", null).body().path("emailConfirmed").asBoolean())
          .as("to look at the link confirms nothing")
          .isFalse();
      HttpRequest form =
          HttpRequest.newBuilder(URI.create(gateway + "/api/email-confirmations"))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString("token=" + token))
              .build();
      HttpResponse<String> done = http.send(form, HttpResponse.BodyHandlers.ofString());
      assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    }
    assertThat(api.send("GET", "/api/users/me", null).body().path("emailConfirmed").asBoolean())
        .isTrue();
  }

  private JsonNode messages() throws IOException, InterruptedException {
    return new JsonMapper().readTree(mails());
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
      confirmAddress(anna);
      anna.send("POST", "/api/tasks", dueSoon("Call nobody"));
      confirmAddress(ben);
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
