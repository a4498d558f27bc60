package io.taskledger.messaging.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.taskledger.events.codec.Topic;
import io.taskledger.messaging.inbox.processing.DeadLetters;
import io.taskledger.messaging.inbox.processing.InboxTransaction;
import io.taskledger.messaging.inbox.processing.ViewTarget;
import io.taskledger.messaging.inbox.store.ConsumerInbox;
import io.taskledger.messaging.kafka.KafkaSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.axonframework.common.Registration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.SubscribableMessageSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * An Axon message source over a Kafka consumer group. One event type a topic means that Kafka keeps
 * no order between two events of a task; this source restores it: its subscribers get the events of
 * each aggregate in version order, each once, inside the transaction in which the progress is
 * recorded. Early events are parked in that transaction too.
 *
 * <p>After a crash anywhere the broker delivers again what was not acknowledged, and the ledger
 * drops what was applied. A handler that fails rolls the batch back; it is tried again, ever more
 * slowly, until it passes. An event that the handler refuses becomes a dead letter, behind which
 * the later ones of its aggregate wait; so does a record that is no event, which is put on the
 * topic's dead letter topic as well.
 */
public final class InboxConsumer
    implements SubscribableMessageSource<EventMessage<?>>, SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(InboxConsumer.class);
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(8);

  private final String consumer;
  private final List<String> topics;
  private final KafkaSettings kafka;
  private final ViewTarget stage;
  private final ConsumerMeters meters;
  private final ConsumerInbox ledger;
  private final InboxTransaction apply;
  private final DeadLetters deadLetters;
  private final List<Consumer<List<? extends EventMessage<?>>>> subscribers =
      new CopyOnWriteArrayList<>();

  private volatile @Nullable ConsumerLoop loop;
  private volatile @Nullable Thread thread;

  InboxConsumer(
      Collection<Topic> topics,
      KafkaSettings kafka,
      ConsumerInbox ledger,
      InboxTransaction apply,
      ViewTarget stage,
      MeterRegistry meters) {
    this.consumer = ledger.consumer();
    this.topics = topics.stream().map(Topic::topicName).toList();
    this.kafka = kafka;
    this.stage = stage;
    this.ledger = ledger;
    this.apply = apply;
    this.deadLetters = new DeadLetters(ledger, apply, this::handle);
    this.meters =
        new ConsumerMeters(ledger, apply, () -> loop == null ? null : loop.client(), meters);
  }

  /** What this consumer could not handle. */
  public DeadLetters deadLetters() {
    return deadLetters;
  }

  @Override
  public Registration subscribe(Consumer<List<? extends EventMessage<?>>> subscriber) {
    subscribers.add(subscriber);
    return () -> subscribers.remove(subscriber);
  }

  @Override
  public void start() {
    var letterTopics = new DeadLetterPublisher(kafka, consumer);
    var batches = new Batches(ledger, apply, letterTopics, meters, this::handle);
    var started = new ConsumerLoop(consumer, topics, kafka, batches, letterTopics, stage, meters);
    loop = started;
    thread =
        Thread.ofPlatform()
            .name("ordered-" + consumer)
            .uncaughtExceptionHandler(
                (ended, fault) ->
                    log.error("{} has ended and applies nothing any more", consumer, fault))
            .start(started);
  }

  @Override
  public void stop() {
    ConsumerLoop stopped = loop;
    Thread ending = thread;
    if (stopped == null || ending == null) {
      return;
    }
    stopped.stop();
    loop = null;
    try {
      ending.join(STOPPED_WITHIN);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return loop != null;
  }

  /** Starts after Axon's processors have subscribed, and stops before them. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 10;
  }

  private void handle(List<? extends EventMessage<?>> ready) {
    subscribers.forEach(subscriber -> subscriber.accept(ready));
  }
}
