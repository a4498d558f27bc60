package io.taskledger.messaging.codec;

import io.taskledger.events.DomainEvent;
import io.taskledger.events.codec.EventHeader;
import io.taskledger.events.codec.EventJson;
import io.taskledger.events.codec.EventType;
import io.taskledger.events.codec.UnreadableEventException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Events as Kafka records: flat JSON values, everything else in headers of UTF-8 text. */
public final class KafkaCodec {
  private static final String EVENT_ID = "eventId";
  private static final String EVENT_TIMESTAMP = "eventTimestamp";

  private KafkaCodec() {}

  /**
   * The record for an event of the store; {@code position} stands in it when the event was tracked.
   */
  public static ProducerRecord<String, byte[]> toRecord(EventMessage<?> message, String topic) {
    DomainEvent event = (DomainEvent) message.getPayload();
    EventType type = EventType.of(event);
    Headers headers = new RecordHeaders();
    put(headers, EventHeader.EVENT_TYPE, type.stableName());
    put(headers, EventHeader.REVISION, type.revision());
    if (message instanceof DomainEventMessage<?> sequenced) {
      put(headers, EventHeader.VERSION, Long.toString(sequenced.getSequenceNumber() + 1));
    }
    if (message instanceof TrackedEventMessage<?> tracked) {
      tracked
          .trackingToken()
          .position()
          .ifPresent(at -> put(headers, EventHeader.POSITION, Long.toString(at)));
    }
    message.getMetaData().forEach((name, value) -> put(headers, name, String.valueOf(value)));

    ObjectNode value = EventJson.mapper().createObjectNode();
    value.put(EVENT_ID, message.getIdentifier());
    value.put(EVENT_TIMESTAMP, message.getTimestamp().toEpochMilli());
    for (Map.Entry<String, JsonNode> field : EventJson.tree(event).properties()) {
      if (type.headerFields().contains(field.getKey())) {
        put(headers, field.getKey(), field.getValue().asString());
      } else {
        value.set(field.getKey(), field.getValue());
      }
    }
    return new ProducerRecord<>(
        topic,
        null,
        message.getTimestamp().toEpochMilli(),
        event.partitionKey().toString(),
        EventJson.mapper().writeValueAsBytes(value),
        headers);
  }

  /**
   * The event of a record, with all unknown headers as metadata.
   *
   * @throws UnreadableEventException when the record is not one of ours
   */
  public static DomainEventMessage<DomainEvent> toEvent(ConsumerRecord<String, byte[]> message) {
    return toEvent(texts(message.headers()), message.value());
  }

  /** As {@link #toEvent(ConsumerRecord)}, from the headers' texts and the value. */
  public static DomainEventMessage<DomainEvent> toEvent(Map<String, String> headers, byte[] json) {
    ObjectNode value = object(json);
    String name = headers.getOrDefault(EventHeader.EVENT_TYPE, "(none)");
    EventType type =
        EventType.named(name)
            .orElseThrow(
                () -> new UnreadableEventException("no event type is called " + name, null));
    Map<String, Object> metaData = new HashMap<>(headers);
    for (String field : type.headerFields()) {
      Object text = metaData.remove(field);
      if (text != null) {
        value.put(field, text.toString());
      }
    }
    metaData.remove(EventHeader.EVENT_TYPE);
    metaData.remove(EventHeader.REVISION);
    metaData.remove(EventHeader.VERSION);
    DomainEvent event = EventJson.read(type, headers.getOrDefault(EventHeader.REVISION, ""), value);
    return new GenericDomainEventMessage<>(
        type.stableName(),
        event.streamId().toString(),
        number(headers, EventHeader.VERSION) - 1,
        event,
        MetaData.from(metaData),
        text(value, EVENT_ID),
        Instant.ofEpochMilli(value.path(EVENT_TIMESTAMP).asLong()));
  }

  /** All headers as texts; of a header that stands twice the last counts. */
  public static Map<String, String> texts(Headers headers) {
    Map<String, String> texts = new HashMap<>();
    for (Header header : headers) {
      if (header.value() != null) {
        texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    return texts;
  }

  private static ObjectNode object(byte[] json) {
    try {
      if (EventJson.mapper().readTree(json) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException broken) {
      throw new UnreadableEventException("the value is not JSON", broken);
    }
    throw new UnreadableEventException("the value is not a JSON object", null);
  }

  private static String text(ObjectNode value, String field) {
    JsonNode found = value.path(field);
    if (!found.isString()) {
      throw new UnreadableEventException(field + " is missing", null);
    }
    return found.asString();
  }

  private static long number(Map<String, String> headers, String name) {
    try {
      return Long.parseLong(headers.getOrDefault(name, "(none)"));
    } catch (NumberFormatException notANumber) {
      throw new UnreadableEventException("header " + name + " is not a number", notANumber);
    }
  }

  private static void put(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
