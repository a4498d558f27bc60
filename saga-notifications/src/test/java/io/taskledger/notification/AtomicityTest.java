package io.taskledger.notification;

import static io.taskledger.notification.TaskStory.aTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.events.task.TaskCreated;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.junit.jupiter.api.Test;
import org.springframework.dao.TransientDataAccessResourceException;

class AtomicityTest {
  private static final Instant IN_A_LONG_TIME = Instant.parse("2099-01-01T00:00:00Z");

  @Test
  void ofABatchThatFailsNothingIsKept() {
    try (Broker broker = new Broker();
        RunningService service = RunningService.started(FailsAtTheVeryEnd.class)) {
      FailsAtTheVeryEnd handler = service.bean(FailsAtTheVeryEnd.class);
      broker.publish(aTask().due(IN_A_LONG_TIME).reminded(Duration.ofHours(1)).created(), 1);
      broker.publish(aTask().created(), 1);

      await().atMost(Duration.ofSeconds(20)).until(() -> handler.failures.get() >= 3);
      assertThat(service.count("saga_entry")).isZero();
      assertThat(service.count("association_value_entry")).isZero();
      assertThat(service.count("scheduled_tasks")).isZero();
      assertThat(service.count("quiet_task")).isZero();
      assertThat(service.count("processed_version")).isZero();

      handler.failing.set(false);
      await().atMost(Duration.ofSeconds(20)).until(() -> service.count("quiet_task") == 1);
      await().atMost(Duration.ofSeconds(20)).until(() -> service.count("saga_entry") == 1);
      assertThat(service.count("association_value_entry")).isEqualTo(1);
      assertThat(service.count("scheduled_tasks")).isEqualTo(1);
      assertThat(service.count("processed_version")).isEqualTo(2);
    }
  }

  /** Fails when saga, deadline and tasks have been written, and Axon has already committed. */
  @ProcessingGroup(Processors.REMINDERS)
  static class FailsAtTheVeryEnd {
    final AtomicBoolean failing = new AtomicBoolean(true);
    final AtomicInteger failures = new AtomicInteger();

    @EventHandler
    void on(TaskCreated created) {
      CurrentUnitOfWork.get()
          .onCommit(
              committing -> {
                if (failing.get()) {
                  failures.incrementAndGet();
                  throw new TransientDataAccessResourceException("as the test wants it");
                }
              });
    }
  }
}
