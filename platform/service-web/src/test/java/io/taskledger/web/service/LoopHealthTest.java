package io.taskledger.web.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class LoopHealthTest {
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

  private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final LoopHealth health =
      new LoopHealth(
          new Clock() {
            @Override
            public Instant instant() {
              return clock.instant();
            }

            @Override
            public ZoneOffset getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }
          });

  @Test
  void aThreadThatWorksIsUp() {
    health.runs(Thread.currentThread());

    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void aThreadThatHasEndedIsDown() throws InterruptedException {
    Thread ended = Thread.ofVirtual().start(() -> {});
    ended.join();
    health.runs(ended);

    assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
    assertThat(health.health().getDetails()).containsEntry("running", false);
  }

  @Test
  void workThatFailsIsDownAfterHalfAMinuteUntilItSucceeds() {
    health.runs(Thread.currentThread());
    health.failed();
    assertThat(health.health().getStatus()).isEqualTo(Status.UP);

    clock = Clock.offset(clock, Duration.ofSeconds(31));
    health.failed();
    assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
    assertThat(health.health().getDetails()).containsEntry("failingSince", NOW);

    health.worked();
    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
  }
}
