package io.taskledger.messaging.inbox;

import io.taskledger.messaging.inbox.processing.ViewTarget;
import io.taskledger.messaging.kafka.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One membership of a consumer group: polls, has the batch applied, acknowledges. A batch that
 * fails is polled again, ever more slowly; after some failures its streams are tried one by one.
 */
final class ConsumerLoop implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(ConsumerLoop.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration LEFT_WITHIN = Duration.ofSeconds(2);
  private static final Duration CLOSED_PAUSE = Duration.ofMillis(200);
  private static final Duration GATHER = Duration.ofMillis(15);
  private static final Duration FIRST_RETRY = Duration.ofMillis(100);
  private static final Duration LAST_RETRY = Duration.ofSeconds(10);
  private static final int TOGETHER = 3;

  private final String consumer;
  private final List<String> topics;
  private final KafkaConsumer<String, byte[]> client;
  private final Batches batches;
  private final DeadLetterPublisher deadLetters;
  private final ViewTarget stage;
  private final ConsumerMeters meters;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile boolean running = true;
  private int failed;

  ConsumerLoop(
      String consumer,
      List<String> topics,
      KafkaSettings kafka,
      Batches batches,
      DeadLetterPublisher deadLetters,
      ViewTarget stage,
      ConsumerMeters meters) {
    this.consumer = consumer;
    this.topics = topics;
    this.client = new KafkaConsumer<>(kafka.consumer(consumer));
    this.batches = batches;
    this.deadLetters = deadLetters;
    this.stage = stage;
    this.meters = meters;
  }

  KafkaConsumer<String, byte[]> client() {
    return client;
  }

  /** Ends what it is at, and then the thread. */
  void stop() {
    running = false;
    stopping.countDown();
    client.wakeup();
  }

  @Override
  public void run() {
    try (client;
        deadLetters) {
      Duration pause = FIRST_RETRY;
      while (running) {
        try {
          meters.look();
          if (!isMember()) {
            continue;
          }
          ConsumerRecords<String, byte[]> batch = client.poll(POLL);
          meters.inHand(oldest(batch));
          if (!batch.isEmpty()) {
            if (failed < TOGETHER) {
              batches.together(batch);
            } else {
              batches.apart(batch);
            }
            meters.inHand(OptionalLong.empty());
            failed = 0;
            // The ledger knows what is applied: an acknowledgement that is lost costs nothing.
            client.commitAsync();
            // While events keep coming, a few gather, and share the next transaction.
            stopping.await(GATHER.toMillis(), TimeUnit.MILLISECONDS);
          }
          pause = FIRST_RETRY;
        } catch (WakeupException stop) {
          log.debug("{} was woken to stop", consumer);
        } catch (ViewTarget.ClosedException closed) {
          log.info("{} leaves its group: {}", consumer, closed.getMessage());
          client.unsubscribe();
          meters.inHand(OptionalLong.empty());
        } catch (InterruptedException stop) {
          Thread.currentThread().interrupt();
          running = false;
        } catch (RuntimeException failure) {
          failed++;
          meters.failures().increment();
          log.error(
              "{} could not apply a batch, it is tried again in {}", consumer, pause, failure);
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

  private static OptionalLong oldest(ConsumerRecords<String, byte[]> batch) {
    return StreamSupport.stream(batch.spliterator(), false)
        .mapToLong(ConsumerRecord::timestamp)
        .min();
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
