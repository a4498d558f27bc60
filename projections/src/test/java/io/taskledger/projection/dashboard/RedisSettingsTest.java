package io.taskledger.projection.dashboard;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisConnectionException;

class RedisSettingsTest {
  @Test
  void aServiceCanStartWhileRedisIsAwayAndIsToldOnlyWhenItUsesIt() {
    var nobody = URI.create("redis://localhost:1");
    try (var redis =
        new RedisSettings(nobody, Duration.ofMillis(500), Duration.ofMillis(500)).client()) {
      assertThatExceptionOfType(JedisConnectionException.class).isThrownBy(redis::ping);
    }
  }
}
