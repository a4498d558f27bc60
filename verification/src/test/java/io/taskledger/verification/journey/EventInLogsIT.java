package io.taskledger.verification.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.local.client.Api;
import io.taskledger.local.client.Api.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An operator follows one request through the logs of all services. */
class EventInLogsIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final LocalSystem system = SharedSystem.get();

  @Test
  void anEventIsFollowedThroughTheLogsByItsCorrelation() {
    try (Api api = SharedSystem.user("Anna")) {
      follow(api);
    }
  }

  /** Every line about the event names it, with the correlation and the trace of the request. */
  private void follow(Api api) {
    String trace = "0af7651916cd43dd8448eb211c80319c";
    Answer created =
        api.send(
            "POST",
            "/api/tasks",
            Map.of("title", "Followed"),
            "X-Correlation-Id",
            "followed-1",
            "traceparent",
            "00-" + trace + "-b7ad6b7169203331-01");
    JsonNode history =
        api.send(
                "GET",
                created.header("Location") + "/history",
                null,
                "Taskledger-Min-Position",
                created.header("Taskledger-Position"))
            .body();
    String eventId = history.path("items").get(0).path("eventId").asString();

    for (String service : List.of("command-side", "projections", "saga-notifications")) {
      Path log = system.settings.logs().resolve(service + ".log");
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(Files.readAllLines(log).stream().map(EventInLogsIT::json))
                      .as(service)
                      .anySatisfy(
                          line -> {
                            JsonNode about = line.path("mdc");
                            assertThat(about.path("eventId").asString("")).isEqualTo(eventId);
                            assertThat(about.path("correlationId").asString(""))
                                .isEqualTo("followed-1");
                            assertThat(about.path("traceId").asString("")).isEqualTo(trace);
                          }));
    }
  }

  private static JsonNode json(String line) {
    return new JsonMapper().readTree(line);
  }
}
