package io.taskledger.messaging.inbox.ordering;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.events.DomainEvent;
import io.taskledger.events.codec.UnreadableEventException;
import io.taskledger.eventstream.RecordedEvent;
import io.taskledger.messaging.codec.KafkaCodec;
import io.taskledger.messaging.codec.StreamedEvents;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.axonframework.eventhandling.DomainEventMessage;

/**
 * One delivery of an event: as it came, to be buffered, and decoded, to be handled.
 *
 * @param partition the Kafka partition, or {@link #NO_PARTITION}
 * @param topic the Kafka topic; empty for a type that is not published
 * @param headers the record headers as texts
 * @param value the record's value, JSON
 */
public record ReceivedEvent(
    int partition,
    String topic,
    Map<String, String> headers,
    byte[] value,
    DomainEventMessage<DomainEvent> event) {
  /** For an event that was not read from Kafka. */
  public static final int NO_PARTITION = -1;

  /** Reads a record; throws {@link UnreadableEventException} if it is not one of our events. */
  public static ReceivedEvent of(ConsumerRecord<String, byte[]> message) {
    return of(
        message.partition(), message.topic(), KafkaCodec.texts(message.headers()), message.value());
  }

  /** As {@link #of(ConsumerRecord)}, from the buffered parts of a record. */
  public static ReceivedEvent of(String topic, Map<String, String> headers, byte[] value) {
    return of(NO_PARTITION, topic, headers, value);
  }

  private static ReceivedEvent of(
      int partition, String topic, Map<String, String> headers, byte[] value) {
    return new ReceivedEvent(partition, topic, headers, value, KafkaCodec.toEvent(headers, value));
  }

  /**
   * An event of the event stream as it would have come from Kafka.
   *
   * @throws UnreadableEventException when this version does not know its type, or cannot read it
   */
  public static ReceivedEvent of(RecordedEvent recorded) {
    Map<String, String> headers = new HashMap<>();
    byte[] value = StreamedEvents.toRecordValue(recorded, headers);
    return new ReceivedEvent(
        NO_PARTITION,
        recorded.knownType().topic().map(topic -> topic.topicName()).orElse(""),
        headers,
        value,
        StreamedEvents.message(recorded));
  }

  /** This event with the partition that its key has on a topic with so many partitions. */
  public ReceivedEvent inPartitionOf(int partitions) {
    byte[] key = event.getPayload().partitionKey().toString().getBytes(UTF_8);
    return new ReceivedEvent(
        BuiltInPartitioner.partitionForKey(key, partitions), topic, headers, value, event);
  }

  /** The aggregate of the event. */
  public UUID streamId() {
    return event.getPayload().streamId();
  }

  /** Its place among the aggregate's events, from 1. */
  public long version() {
    return event.getSequenceNumber() + 1;
  }
}
