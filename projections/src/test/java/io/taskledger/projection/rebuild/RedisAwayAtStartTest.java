package io.taskledger.projection.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.projection.generation.Generations;
import io.taskledger.projection.testing.RunningProjections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One view that cannot be made keeps no other one from being made. */
class RedisAwayAtStartTest {
  @Test
  void theViewsInPostgresqlAreMadeWhileRedisIsAway() {
    try (var running = new RunningProjections("--taskledger.redis.uri=redis://localhost:1")) {
      for (String name : List.of("audit-trail", "people", "task-list", "task-versions")) {
        running.awaitLive(name);
      }
      assertThat(running.bean(Generations.class).live("dashboard")).isEmpty();
    }
  }
}
