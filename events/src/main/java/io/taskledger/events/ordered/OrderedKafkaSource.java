package io.taskledger.events.ordered;

import io.micrometer.core.instrument.MeterRegistry;
import io.taskledger.events.codec.Topic;
import io.taskledger.events.codec.UnreadableEventException;
import io.taskledger.events.kafka.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.axonframework.common.Registration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.SubscribableMessageSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * An Axon message source over a Kafka consumer group. One event type a topic means that Kafka keeps
 * no order between two events of a task; this source restores it: its subscribers get the events of
 * each aggregate in version order, each once, inside the transaction in which the progress is
 * recorded. Early events are parked in that transaction too. What is not an event goes to the
 * topic's dead letter topic.
 *
 * <p>After a crash anywhere the broker delivers again what was not acknowledged, and the ledger
 * drops what was applied. A handler that fails rolls the batch back; it is tried again, ever more
 * slowly, until it passes.
 */
public final class OrderedKafkaSource
    implements SubscribableMessageSource<EventMessage<?>>, SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(OrderedKafkaSource.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration LEFT_WITHIN = Duration.ofSeconds(2);
  private static final Duration CLOSED_PAUSE = Duration.ofMillis(200);
  private static final Duration GATHER = Duration.ofMillis(15);
  private static final Duration FIRST_RETRY = Duration.ofMillis(100);
  private static final Duration LAST_RETRY = Duration.ofSeconds(10);

  private final String consumer;
  private final List<String> topics;
  private final KafkaSettings kafka;
  private final ConsumerLedger ledger;
  private final OrderedApply apply;
  private final Stage stage;
  private final DeadLetterTopics deadLetters;
  private final ConsumerMeters meters;
  private final List<Consumer<List<? extends EventMessage<?>>>> subscribers =
      new CopyOnWriteArrayList<>();

  private volatile boolean running;
  private volatile CountDownLatch stopping = new CountDownLatch(1);
  private volatile KafkaConsumer<String, byte[]> client;
  private volatile Thread thread;

  @SuppressWarnings("NullAway.Init") // client and thread live from start to stop
  OrderedKafkaSource(
      String consumer,
      Collection<Topic> topics,
      KafkaSettings kafka,
      ConsumerLedger ledger,
      OrderedApply apply,
      Stage stage,
      MeterRegistry meters) {
    this.consumer = consumer;
    this.topics = topics.stream().map(Topic::topicName).toList();
    this.kafka = kafka;
    this.ledger = ledger;
    this.apply = apply;
    this.stage = stage;
    this.deadLetters = new DeadLetterTopics(kafka, consumer);
    this.meters = ConsumerMeters.of(consumer, ledger, () -> client, meters);
  }

  @Override
  public Registration subscribe(Consumer<List<? extends EventMessage<?>>> subscriber) {
    subscribers.add(subscriber);
    return () -> subscribers.remove(subscriber);
  }

  @Override
  public void start() {
    running = true;
    stopping = new CountDownLatch(1);
    client = new KafkaConsumer<>(kafka.consumer(consumer));
    thread =
        Thread.ofPlatform()
            .name("ordered-" + consumer)
            .uncaughtExceptionHandler(
                (ended, fault) ->
                    log.error("{} has ended and applies nothing any more", consumer, fault))
            .start(() -> consume(client));
  }

  @Override
  public void stop() {
    running = false;
    stopping.countDown();
    client.wakeup();
    try {
      thread.join(Duration.ofSeconds(8));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Starts after Axon's processors have subscribed, and stops before them. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 10;
  }

  private void consume(KafkaConsumer<String, byte[]> opened) {
    try (opened;
        deadLetters) {
      Duration pause = FIRST_RETRY;
      while (running) {
        try {
          if (!isMember()) {
            continue;
          }
          ConsumerRecords<String, byte[]> batch = client.poll(POLL);
          if (!batch.isEmpty()) {
            handle(batch);
            // The ledger knows what is applied: an acknowledgement that is lost costs nothing.
            client.commitAsync();
            // While events keep coming, a few gather, and share the next transaction.
            stopping.await(GATHER.toMillis(), TimeUnit.MILLISECONDS);
          }
          pause = FIRST_RETRY;
        } catch (WakeupException stop) {
          log.debug("{} was woken to stop", consumer);
        } catch (Stage.ClosedException closed) {
          log.info("{} leaves its group: {}", consumer, closed.getMessage());
          client.unsubscribe();
        } catch (InterruptedException stop) {
          Thread.currentThread().interrupt();
          running = false;
        } catch (RuntimeException failed) {
          meters.failures().increment();
          log.error("{} could not apply a batch, it is tried again in {}", consumer, pause, failed);
          rewind();
          pause = waitFor(pause);
        }
      }
      client.commitSync(LEFT_WITHIN);
    } catch (WakeupException stopped) {
      log.debug("{} leaves without an acknowledgement, which the ledger makes up for", consumer);
    } catch (KafkaException closing) {
      log.warn("{} did not leave its group cleanly", consumer, closing);
    }
  }

  /** Joins the group as soon as the stage is open. */
  private boolean isMember() throws InterruptedException {
    if (!client.subscription().isEmpty()) {
      return true;
    }
    if (stage.isOpen()) {
      client.subscribe(topics);
      return true;
    }
    stopping.await(CLOSED_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    return false;
  }

  private void handle(ConsumerRecords<String, byte[]> batch) {
    List<Delivery> arrived = new ArrayList<>(batch.count());
    TreeSet<Integer> partitions = new TreeSet<>();
    for (ConsumerRecord<String, byte[]> message : batch) {
      partitions.add(message.partition());
      try {
        arrived.add(Delivery.of(message));
      } catch (UnreadableEventException unreadable) {
        deadLetters.send(message, unreadable);
      }
    }
    int count =
        apply.apply(
            partitions,
            arrived,
            ready -> subscribers.forEach(subscriber -> subscriber.accept(ready)));
    meters.handled().increment(count);
    ledger.announce();
    if (log.isDebugEnabled()) {
      log.debug("{} took {} deliveries and applied {} events", consumer, arrived.size(), count);
    }
  }

  /** Back to what the group has committed: the failed batch is polled again. */
  private void rewind() {
    try {
      var committed = client.committed(client.assignment());
      for (TopicPartition partition : client.assignment()) {
        var offset = committed.get(partition);
        if (offset == null) {
          client.seekToBeginning(List.of(partition));
        } else {
          client.seek(partition, offset);
        }
      }
    } catch (KafkaException unavailable) {
      // The broker is away too; without a rewind the records in flight would be lost to this
      // consumer, so it joins anew and starts from what is committed.
      log.warn("{} joins its group anew", consumer, unavailable);
      client.unsubscribe();
      client.subscribe(topics);
    }
  }

  private Duration waitFor(Duration pause) {
    try {
      if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        log.debug("{} is told to stop while it waits", consumer);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    Duration next = pause.multipliedBy(2);
    return next.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : next;
  }
}
