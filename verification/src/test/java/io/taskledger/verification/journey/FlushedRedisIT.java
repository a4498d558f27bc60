package io.taskledger.verification.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.devservers.RedisServer;
import io.taskledger.local.client.Api;
import io.taskledger.local.client.Api.Answer;
import io.taskledger.local.settings.Settings.Port;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;
import tools.jackson.databind.JsonNode;

/** Redis loses everything, and the dashboards come back as they were. */
class FlushedRedisIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final LocalSystem system = SharedSystem.get();

  @Test
  void dashboardsComeBackAfterRedisLostThem() {
    try (Api api = SharedSystem.user("Anna")) {
      Answer created = api.send("POST", "/api/tasks", Map.of("title", "Counted"));
      String[] seen = {"Taskledger-Min-Position", created.header("Taskledger-Position")};
      assertThat(api.send("GET", "/api/dashboard", null, seen).status()).isEqualTo(200);
      flush(api);
    }
  }

  private void flush(Api api) {
    JsonNode before = api.send("GET", "/api/dashboard", null).body();
    String uri = RedisServer.uri(system.settings.port(Port.REDIS), system.secrets.redis());
    try (var redis = RedisClient.create(uri)) {
      assertThat(redis.flushAll()).isEqualTo("OK");
    }
    await()
        .atMost(SOON)
        .until(
            () -> {
              Answer answer = api.send("GET", "/api/dashboard", null);
              assertThat(answer.status()).isIn(200, 503);
              if (answer.status() == 200) {
                assertThat(answer.body().path("byStatus")).isEqualTo(before.path("byStatus"));
              }
              return answer.status() == 200;
            });
  }
}
