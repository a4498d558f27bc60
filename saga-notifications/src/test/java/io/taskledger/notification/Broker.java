package io.taskledger.notification;

import io.taskledger.devservers.TestServers;
import io.taskledger.events.DomainEvent;
import io.taskledger.events.codec.EventHeader;
import io.taskledger.events.codec.EventType;
import io.taskledger.events.codec.Topic;
import io.taskledger.events.user.UserId;
import io.taskledger.messaging.codec.KafkaCodec;
import io.taskledger.messaging.kafka.KafkaSettings;
import io.taskledger.messaging.kafka.TopicCreation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;

/** Plays command-side: puts events on Kafka as its relay does; and reads what comes back. */
final class Broker implements AutoCloseable {
  static final MetaData ALONG =
      MetaData.with(EventHeader.CORRELATION_ID, "request-1")
          .and(EventHeader.TRACEPARENT, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
          .and(EventHeader.ACTOR, "somebody")
          .and(EventHeader.ACTOR_KIND, "user");

  private final KafkaSettings settings =
      new KafkaSettings(TestServers.kafka().bootstrapServers(), Map.of());
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> sent;
  private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();

  Broker() {
    new TopicCreation(settings).afterPropertiesSet();
    producer = new KafkaProducer<>(settings.producer());
    sent = new KafkaConsumer<>(settings.consumer("test-" + UUID.randomUUID()));
    sent.subscribe(List.of(Topic.NOTIFICATION_SENT.topicName()));
  }

  /** The event as a record, as if it had happened at that time. */
  static ProducerRecord<String, byte[]> delivery(DomainEvent event, long version, Instant at) {
    EventType type = EventType.of(event);
    var message =
        new GenericDomainEventMessage<>(
            type.stableName(),
            event.streamId().toString(),
            version - 1,
            event,
            ALONG,
            UUID.randomUUID().toString(),
            at);
    return KafkaCodec.toRecord(message, type.topic().orElseThrow().topicName());
  }

  /** Publishes one event that happens now. */
  void publish(DomainEvent event, long version) {
    publish(delivery(event, version, Instant.now()));
  }

  /** Publishes records as they are. */
  void publish(ProducerRecord<String, byte[]> record) {
    producer.send(record);
    producer.flush();
  }

  /** Every {@code notification.sent} to this user so far. */
  List<ConsumerRecord<String, byte[]>> sentTo(UserId user) {
    sent.poll(Duration.ofMillis(100)).forEach(seen::add);
    return seen.stream().filter(record -> user.toString().equals(record.key())).toList();
  }

  @Override
  public void close() {
    producer.close();
    sent.close();
  }
}
