package io.taskledger.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

/** A relay whose source fails as the test wants it. */
class OutboxRelaySupervisorTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final AtomicInteger opened = new AtomicInteger();
  private final Configuration configuration = configuration();
  private final OutboxRelaySupervisor supervisor =
      new OutboxRelaySupervisor(
          configuration.eventProcessingConfiguration(), Duration.ofMillis(500));

  @AfterEach
  void stop() {
    supervisor.stop();
    configuration.shutdown();
  }

  @Test
  void aRelayThatAnErrorStoppedIsDownAndIsStartedAgain() {
    configuration.start();
    await()
        .dontCatchUncaughtExceptions()
        .atMost(LIMIT)
        .until(() -> supervisor.health().getStatus().equals(Status.DOWN));
    int before = opened.get();

    supervisor.start();

    await().dontCatchUncaughtExceptions().atMost(LIMIT).until(() -> opened.get() > before + 1);
  }

  @Test
  void aRelayThatIsNotStartedIsDown() {
    assertThat(supervisor.health().getStatus()).isEqualTo(Status.DOWN);
  }

  private Configuration configuration() {
    var configurer = DefaultConfigurer.defaultConfiguration();
    configurer
        .eventProcessing()
        .registerTrackingEventProcessor(
            OutboxRelay.PROCESSOR,
            ignored -> new BrokenSource(opened),
            ignored -> TrackingEventProcessorConfiguration.forSingleThreadedProcessing())
        .registerEventHandler(ignored -> new Handler())
        .assignHandlerInstancesMatching(OutboxRelay.PROCESSOR, handler -> true);
    return configurer.buildConfiguration();
  }

  static final class Handler {
    @EventHandler
    void on(String event) {
      throw new IllegalStateException("no event comes from the source: " + event);
    }
  }

  private record BrokenSource(AtomicInteger opened)
      implements StreamableMessageSource<TrackedEventMessage<?>> {
    @Override
    public TrackingToken createTailToken() {
      return new GlobalSequenceTrackingToken(0);
    }

    @Override
    public TrackingToken createHeadToken() {
      return createTailToken();
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
      opened.incrementAndGet();
      throw new LinkageError("as the test wants it");
    }
  }
}
