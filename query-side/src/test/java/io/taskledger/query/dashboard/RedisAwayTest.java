package io.taskledger.query.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.query.QuerySideApplication;
import io.taskledger.query.given.Api;
import io.taskledger.query.given.Positions;
import io.taskledger.query.given.Stores;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;

class RedisAwayTest {
  private final UUID anna = UUID.randomUUID();

  private static ConfigurableApplicationContext startedWithoutRedis() throws IOException {
    int nobodyListens;
    try (var socket = new ServerSocket(0)) {
      nobodyListens = socket.getLocalPort();
    }
    return new SpringApplicationBuilder(QuerySideApplication.class)
        .properties("spring.config.name=query-side")
        .initializers(
            new Stores(),
            context ->
                TestPropertyValues.of(
                        "taskledger.redis.uri=redis://127.0.0.1:" + nobodyListens,
                        "server.port=0",
                        "management.server.port=0")
                    .applyTo(context))
        .run();
  }

  @Test
  void withoutRedisTheServiceStartsAndOnlyTheDashboardIsMissing() throws IOException {
    try (var context = startedWithoutRedis()) {
      var api = new Api(context.getEnvironment());
      String token = Positions.of(UUID.randomUUID(), 1);

      var dashboard = api.get(anna, "/api/dashboard");
      var afterWriting = api.get(anna, "/api/dashboard", "Taskledger-Min-Position", token);

      assertThat(dashboard.status()).isEqualTo(503);
      assertThat(dashboard.code()).isEqualTo("view-unavailable");
      assertThat(dashboard.header("Retry-After")).isNotEqualTo("(none)");
      assertThat(afterWriting.code()).isEqualTo("view-unavailable");
      assertThat(api.get(anna, "/api/tasks").status()).isEqualTo(200);
    }
  }
}
