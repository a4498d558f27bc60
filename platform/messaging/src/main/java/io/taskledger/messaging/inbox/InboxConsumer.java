package io.taskledger.messaging.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.taskledger.events.codec.Topic;
import io.taskledger.messaging.inbox.processing.BatchProcessor;
import io.taskledger.messaging.inbox.processing.DeadLetters;
import io.taskledger.messaging.inbox.processing.InboxTransaction;
import io.taskledger.messaging.inbox.processing.ViewTarget;
import io.taskledger.messaging.inbox.store.ConsumerInbox;
import io.taskledger.messaging.kafka.KafkaSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.axonframework.common.Registration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.SubscribableMessageSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The inbox of one consumer group, an Axon message source: its subscribers get the events of each
 * aggregate in version order, each once, inside the transaction in which the progress is recorded.
 * One event type per topic means that Kafka keeps no order between two events of a task.
 *
 * <p>After a crash anywhere the broker delivers again what was not acknowledged, and the inbox
 * drops what was processed. A handler that fails rolls the batch back; it is tried again, with
 * growing pauses, until it succeeds. A poison event becomes a dead letter that blocks the later
 * events of its aggregate; a record that cannot be read is also published on the topic's dead
 * letter topic. What Kafka does not deliver is fetched from the event stream.
 */
public final class InboxConsumer
    implements SubscribableMessageSource<EventMessage<?>>, SmartLifecycle, HealthIndicator {
  private static final Logger log = LoggerFactory.getLogger(InboxConsumer.class);
  private static final Duration SUPERVISED_EVERY = Duration.ofMillis(200);
  private static final Duration MAINTAINED_EVERY = Duration.ofSeconds(2);
  private static final Duration RESTARTED_AFTER = Duration.ofSeconds(5);
  private static final Duration TOLERATED_FAILURE = Duration.ofSeconds(30);

  private final ConsumerInbox inbox;
  private final ViewTarget target;
  private final InboxTransaction transaction;
  private final InboxMeters meters;
  private final DeadLetterPublisher publisher;
  private final InboxListener listener;
  private final ConcurrentMessageListenerContainer<String, byte[]> container;
  private final @Nullable KafkaCatchUp catchUp;
  private final List<Consumer<List<? extends EventMessage<?>>>> subscribers =
      new CopyOnWriteArrayList<>();

  private volatile @Nullable SimpleAsyncTaskScheduler supervisor;
  private volatile State state = State.STOPPED;
  private Instant maintained = Instant.EPOCH;
  private Instant restartable = Instant.EPOCH;

  /** What a consumer is doing; the names are those of the health detail. */
  private enum State {
    STOPPED,
    WAITING_FOR_VIEW,
    CATCHING_UP,
    RUNNING,
    RESTARTING
  }

  InboxConsumer(
      Set<Topic> topics,
      KafkaSettings kafka,
      ConsumerInbox inbox,
      TransactionTemplate transactions,
      ViewTarget target,
      InboxConsumers.@Nullable EventStreamSettings eventStream,
      MeterRegistry registry) {
    this.inbox = inbox;
    this.target = target;
    Set<String> names = topics.stream().map(Topic::topicName).collect(Collectors.toSet());
    this.transaction = new InboxTransaction(inbox, transactions, target, names, this::handle);
    this.meters = new InboxMeters(inbox, this::metrics, registry);
    this.publisher = new DeadLetterPublisher(kafka, inbox.consumer());
    var batches = new BatchProcessor(transaction, meters::handled);
    this.listener = new InboxListener(inbox, transaction, batches, publisher, meters);
    this.container = InboxContainer.of(inbox.consumer(), names, kafka, listener);
    this.catchUp =
        eventStream == null
            ? null
            : new KafkaCatchUp(
                kafka,
                inbox,
                topics,
                eventStream.isBootstrap(),
                new EventStreamCatchUp(
                    eventStream.client(),
                    inbox,
                    transaction,
                    batches,
                    topics,
                    eventStream.gapAge()));
  }

  /** What this consumer could not handle. */
  public DeadLetters deadLetters() {
    return new DeadLetters(transaction);
  }

  @Override
  public Registration subscribe(Consumer<List<? extends EventMessage<?>>> subscriber) {
    subscribers.add(subscriber);
    return () -> subscribers.remove(subscriber);
  }

  private void handle(List<? extends EventMessage<?>> ready) {
    subscribers.forEach(subscriber -> subscriber.accept(ready));
  }

  private Map<String, Map<MetricName, ? extends Metric>> metrics() {
    return container.metrics();
  }

  @Override
  public void start() {
    var started = new SimpleAsyncTaskScheduler();
    started.setThreadNamePrefix("inbox-" + inbox.consumer() + "-");
    supervisor = started;
    state = State.WAITING_FOR_VIEW;
    started.scheduleWithFixedDelay(this::supervise, SUPERVISED_EVERY);
  }

  /** Starts the container when it may run, also after it failed; closes gaps while it runs. */
  private void supervise() {
    if (container.isRunning()) {
      maintain();
      return;
    }
    if (state == State.RUNNING) {
      boolean isActive = target.isActive();
      state = isActive ? State.RESTARTING : State.WAITING_FOR_VIEW;
      restartable = isActive ? Instant.now().plus(RESTARTED_AFTER) : Instant.EPOCH;
      if (isActive) {
        log.error("{} stopped unexpectedly, it restarts in {}", inbox.consumer(), RESTARTED_AFTER);
      }
    }
    if (Instant.now().isBefore(restartable) || !target.isActive()) {
      return;
    }
    try {
      state = State.CATCHING_UP;
      if (catchUp == null || catchUp.isDone(() -> supervisor == null)) {
        container.start();
        state = State.RUNNING;
      }
    } catch (ViewTarget.NotActiveException notActive) {
      state = State.WAITING_FOR_VIEW;
    } catch (RuntimeException failed) {
      state = State.RESTARTING;
      restartable = Instant.now().plus(RESTARTED_AFTER);
      log.error(
          "{} could not start, it is tried again in {}", inbox.consumer(), RESTARTED_AFTER, failed);
    }
  }

  private void maintain() {
    if (maintained.plus(MAINTAINED_EVERY).isAfter(Instant.now())) {
      return;
    }
    maintained = Instant.now();
    listener.saveOffsets();
    meters.refresh(transaction);
    if (catchUp != null) {
      catchUp.closeGaps(meters);
    }
  }

  @Override
  public void stop() {
    SimpleAsyncTaskScheduler stopped = supervisor;
    supervisor = null;
    if (stopped != null) {
      stopped.close();
      container.stop();
      listener.saveOffsets();
      publisher.close();
      state = State.STOPPED;
    }
  }

  /** Whether it runs, or waits to run again. */
  @Override
  public boolean isRunning() {
    return supervisor != null;
  }

  /** Starts after Axon's processors have subscribed, and stops before them. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 10;
  }

  /** Down while events are not processed although they could be. */
  @Override
  public Health health() {
    Instant failing = meters.failingSince();
    boolean isFailing = failing != null && failing.plus(TOLERATED_FAILURE).isBefore(Instant.now());
    boolean isDown =
        isFailing
            || state == State.RESTARTING
            || state == State.STOPPED
            || (state == State.RUNNING && !container.isRunning());
    Health.Builder health =
        (isDown ? Health.down() : Health.up())
            .withDetail("state", state)
            .withDetail("gaps", meters.gaps());
    if (failing != null) {
      health.withDetail("failingSince", failing);
    }
    ConsumerInbox.Backlog backlog = meters.backlog();
    if (backlog != null) {
      health
          .withDetail("buffered", backlog.buffered())
          .withDetail("deadLetters", backlog.deadLetters());
    }
    return health.build();
  }
}
