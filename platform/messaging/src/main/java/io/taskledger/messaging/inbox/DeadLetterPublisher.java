package io.taskledger.messaging.inbox;

import io.taskledger.events.codec.Topic;
import io.taskledger.messaging.inbox.store.UnreadableRecord;
import io.taskledger.messaging.kafka.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what cannot be read on {@code <topic>.dlt}, with the reason and the original headers; once,
 * however often the batch is tried, unless the process ends in between.
 */
final class DeadLetterPublisher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DeadLetterPublisher.class);
  private static final long ACKNOWLEDGED_WITHIN_SECONDS = 30;

  private final KafkaSettings kafka;
  private final String consumer;
  private final Set<String> sent = new HashSet<>();
  private @Nullable Producer<String, byte[]> producer;

  DeadLetterPublisher(KafkaSettings kafka, String consumer) {
    this.kafka = kafka;
    this.consumer = consumer;
  }

  /** Returns when the broker has it; throws {@link KafkaException} when it does not take it. */
  void send(UnreadableRecord unreadable) {
    ConsumerRecord<String, byte[]> message = unreadable.message();
    String source = message.topic() + "-" + message.partition() + "@" + message.offset();
    if (sent.contains(source)) {
      return;
    }
    String reason = unreadable.reason();
    log.warn(
        "{} cannot read offset {} of {}-{}: {}",
        consumer,
        message.offset(),
        message.topic(),
        message.partition(),
        reason);
    if (producer == null) {
      producer = new KafkaProducer<>(kafka.producer());
    }
    Headers headers = new RecordHeaders(message.headers().toArray());
    headers.add("deadLetterReason", bytes(reason));
    headers.add("deadLetterConsumer", bytes(consumer));
    headers.add("deadLetterSource", bytes(source));
    var letter =
        new ProducerRecord<>(
            Topic.deadLetterTopicOf(message.topic()),
            null,
            message.key(),
            message.value(),
            headers);
    try {
      producer.send(letter).get(ACKNOWLEDGED_WITHIN_SECONDS, TimeUnit.SECONDS);
      sent.add(source);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new KafkaException("stopped before the dead letter was acknowledged", stopped);
    } catch (ExecutionException | TimeoutException failed) {
      throw new KafkaException("the dead letter topic did not take the record", failed);
    }
  }

  /** What comes again from now on is sent again. */
  void forget() {
    sent.clear();
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
