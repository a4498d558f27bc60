package io.taskledger.events.ordered.delivery;

import io.taskledger.events.DomainEvent;
import io.taskledger.events.codec.KafkaCodec;
import io.taskledger.events.codec.UnreadableEventException;
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
public record Delivery(
    String topic,
    Map<String, String> headers,
    byte[] value,
    DomainEventMessage<DomainEvent> event) {

  /** Reads a record; throws {@link UnreadableEventException} if it is not an event of ours. */
  public static Delivery of(ConsumerRecord<String, byte[]> message) {
    return of(message.topic(), KafkaCodec.texts(message.headers()), message.value());
  }

  /** As {@link #of(ConsumerRecord)}, from what was kept of a record. */
  public static Delivery of(String topic, Map<String, String> headers, byte[] value) {
    return new Delivery(topic, headers, value, KafkaCodec.toEvent(headers, value));
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
