package io.taskledger.messaging.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.events.codec.Topic;
import io.taskledger.messaging.inbox.store.UnreadableRecord;
import io.taskledger.messaging.kafka.KafkaSettings;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;

/** Publishes what cannot be read on {@code <topic>.dlt}, with the reason and original headers. */
final class DeadLetterPublisher implements AutoCloseable {
  private static final Duration ACKNOWLEDGED_WITHIN = Duration.ofSeconds(30);

  private final DefaultKafkaProducerFactory<String, byte[]> producers;
  private final DeadLetterPublishingRecoverer recoverer;

  DeadLetterPublisher(KafkaSettings kafka, String consumer) {
    this.producers = new DefaultKafkaProducerFactory<>(kafka.producer());
    this.recoverer =
        new DeadLetterPublishingRecoverer(
            new KafkaTemplate<>(producers),
            (message, reason) -> new TopicPartition(Topic.deadLetterTopicOf(message.topic()), -1));
    recoverer.setFailIfSendResultIsError(true);
    recoverer.setWaitForSendResultTimeout(ACKNOWLEDGED_WITHIN);
    // Its own headers would carry the message and the stack trace of the failure.
    recoverer.setExceptionHeadersCreator(
        (headers, reason, isKey, names) -> {
          headers.add("deadLetterReason", String.valueOf(reason.getMessage()).getBytes(UTF_8));
          headers.add("deadLetterConsumer", consumer.getBytes(UTF_8));
        });
    recoverer.addHeadersFunction(
        (message, reason) -> {
          var headers = new RecordHeaders();
          headers.add("deadLetterSource", source(message).getBytes(UTF_8));
          return headers;
        });
  }

  /** Returns when the broker has it; throws {@link RuntimeException} when it does not take it. */
  void publish(UnreadableRecord unreadable) {
    recoverer.accept(unreadable.message(), null, new KafkaException(unreadable.reason()));
  }

  static String source(ConsumerRecord<?, ?> message) {
    return message.topic() + "-" + message.partition() + "@" + message.offset();
  }

  @Override
  public void close() {
    producers.destroy();
  }
}
