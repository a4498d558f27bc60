package io.taskledger.messaging.relay;

import java.time.Duration;
import java.time.Instant;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

/**
 * Watches the relay's processor: it repeats a batch that fails by itself, but stops for good after
 * an {@link Error}; then it is started again. Down while nothing is published.
 */
public final class OutboxRelaySupervisor implements SmartLifecycle, HealthIndicator {
  private static final Logger log = LoggerFactory.getLogger(OutboxRelaySupervisor.class);
  private static final Duration TOLERATED_FAILURE = Duration.ofSeconds(30);

  private final EventProcessingConfiguration processing;
  private final Duration interval;
  private @Nullable SimpleAsyncTaskScheduler scheduler;
  private volatile @Nullable Instant failingSince;

  /** For the relay that {@link OutboxRelay#register} registered. */
  public OutboxRelaySupervisor(EventProcessingConfiguration processing) {
    this(processing, Duration.ofSeconds(5));
  }

  /** As above, checking so often. */
  OutboxRelaySupervisor(EventProcessingConfiguration processing, Duration interval) {
    this.processing = processing;
    this.interval = interval;
  }

  @Override
  public void start() {
    var started = new SimpleAsyncTaskScheduler();
    started.setThreadNamePrefix("relay-supervisor-");
    started.scheduleWithFixedDelay(this::check, interval);
    scheduler = started;
  }

  private void check() {
    EventProcessor relay = relay();
    if (relay.isError()) {
      log.error("The relay stopped with an error, it is started again");
      relay.shutDown();
      relay.start();
    }
    boolean isFailing = !relay.isRunning() || isRepeating(relay);
    Instant since = failingSince;
    failingSince = isFailing ? (since == null ? Instant.now() : since) : null;
  }

  private static boolean isRepeating(EventProcessor relay) {
    return relay instanceof StreamingEventProcessor streaming
        && streaming.processingStatus().values().stream()
            .anyMatch(EventTrackerStatus::isErrorState);
  }

  private EventProcessor relay() {
    return processing.eventProcessor(OutboxRelay.PROCESSOR).orElseThrow();
  }

  @Override
  public Health health() {
    EventProcessor relay = relay();
    Instant since = failingSince;
    boolean isDown =
        relay.isError()
            || !relay.isRunning()
            || (since != null && since.plus(TOLERATED_FAILURE).isBefore(Instant.now()));
    Health.Builder health = isDown ? Health.down() : Health.up();
    if (since != null) {
      health.withDetail("failingSince", since);
    }
    return health.build();
  }

  @Override
  public void stop() {
    SimpleAsyncTaskScheduler stopped = scheduler;
    if (stopped != null) {
      stopped.close();
      scheduler = null;
    }
  }

  @Override
  public boolean isRunning() {
    return scheduler != null;
  }

  /** Stops before the relay does. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 5;
  }
}
