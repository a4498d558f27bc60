package io.taskledger.messaging.inbox.ordering;

import io.taskledger.events.DomainEvent;
import io.taskledger.events.codec.Topic;
import io.taskledger.events.codec.UnreadableEventException;
import io.taskledger.eventstream.RecordedEvent;
import io.taskledger.messaging.codec.KafkaCodec;
import io.taskledger.messaging.codec.StreamedEvents;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.axonframework.eventhandling.DomainEventMessage;

/**
 * One arrival of an event: as it came, for keeping, and as it reads, for handling.
 *
 * @param headers the record headers as texts
 * @param value the record's value, JSON
 */
public record ReceivedEvent(
    String topic,
    Map<String, String> headers,
    byte[] value,
    DomainEventMessage<DomainEvent> event) {

  /** Reads a record; throws {@link UnreadableEventException} if it is not an event of ours. */
  public static ReceivedEvent of(ConsumerRecord<String, byte[]> message) {
    return of(message.topic(), KafkaCodec.texts(message.headers()), message.value());
  }

  /** As {@link #of(ConsumerRecord)}, from what was kept of a record. */
  public static ReceivedEvent of(String topic, Map<String, String> headers, byte[] value) {
    return new ReceivedEvent(topic, headers, value, KafkaCodec.toEvent(headers, value));
  }

  /**
   * An event of the event stream as it would have come from Kafka.
   *
   * @throws UnreadableEventException when this version does not know its type, or cannot read it
   */
  public static ReceivedEvent of(RecordedEvent recorded) {
    Map<String, String> headers = StreamedEvents.headers(recorded);
    byte[] value = StreamedEvents.value(recorded, headers);
    String topic = recorded.knownType().topic().map(Topic::topicName).orElse("");
    return of(topic, headers, value);
  }

  /** The aggregate that the event belongs to. */
  public UUID streamId() {
    return event.getPayload().streamId();
  }

  /** Its place among the aggregate's events, from 1. */
  public long version() {
    return event.getSequenceNumber() + 1;
  }
}
