package io.taskledger.notification;

import static io.taskledger.notification.TaskStory.aTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.events.codec.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DeadLettersTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void otherServicesListRetryAndDiscardWhatThisOneRefused() {
    try (Broker broker = new Broker();
        RunningService service = RunningService.started()) {
      service
          .database()
          .execute("alter table quiet_task add constraint poison check (false) not valid");
      TaskStory task = aTask();
      broker.publish(task.created(), 1);

      await().atMost(LIMIT).until(() -> letters(service).size() == 1);
      JsonNode letter = letters(service).path(0);
      assertThat(letter.path("projection").asString()).isEqualTo(Processors.REMINDERS);
      assertThat(letter.path("streamId").asString()).isEqualTo(task.taskId().toString());
      String retry = "/" + letter.path("id").asString() + "/retry";
      assertThat(ask(service, "POST", retry, "token").statusCode()).isEqualTo(409);

      service.database().execute("alter table quiet_task drop constraint poison");
      assertThat(ask(service, "POST", retry, "token").body()).isEqualTo("{\"released\":1}");
      assertThat(service.count("quiet_task")).isEqualTo(1);
      assertThat(letters(service).size()).isZero();

      assertThat(ask(service, "POST", retry, "token").statusCode()).isEqualTo(404);
      assertThat(ask(service, "DELETE", "/" + UUID.randomUUID(), "token").statusCode())
          .isEqualTo(404);
      assertThat(ask(service, "GET", "?discarded=false&limit=1", "wrong").statusCode())
          .isEqualTo(401);
    }
  }

  private JsonNode letters(RunningService service) {
    return EventJson.mapper()
        .readTree(ask(service, "GET", "?discarded=false&limit=10", "token").body());
  }

  private HttpResponse<String> ask(
      RunningService service, String method, String path, String token) {
    try {
      return http.send(
          HttpRequest.newBuilder(
                  URI.create(
                      "http://localhost:" + service.port() + "/internal/dead-letters" + path))
              .method(method, HttpRequest.BodyPublishers.noBody())
              .header("Authorization", "Bearer " + token)
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
