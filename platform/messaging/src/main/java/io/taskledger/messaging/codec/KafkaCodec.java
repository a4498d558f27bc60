package io.taskledger.messaging.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskledger.events.DomainEvent;
import io.taskledger.events.codec.EventHeader;
import io.taskledger.events.codec.EventJson;
import io.taskledger.events.codec.EventType;
import io.taskledger.events.codec.UnreadableEventException;
import io.taskledger.events.notification.NotificationEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
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
import org.axonframework.serialization.SerializedObject;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.node.ObjectNode;

/** Events as Kafka records: flat JSON values, everything else in headers of UTF-8 text. */
public final class KafkaCodec {
  private static final String EVENT_ID = "eventId";
  private static final String EVENT_TIMESTAMP = "eventTimestamp";
  private static final StableNameSerializer STORED = new StableNameSerializer();

  private KafkaCodec() {}

  /**
   * The record for an event of the store; {@code position} is in it when the event was tracked.
   *
   * <p>The stored JSON is passed on as it is, without decoding the event, unless it is of an older
   * revision or has fields that travel as headers.
   */
  public static ProducerRecord<String, byte[]> toRecord(EventMessage<?> message, String topic) {
    SerializedObject<String> stored = message.serializePayload(STORED, String.class);
    EventType type = knownType(stored.getType().getName());
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
    String json =
        type.revision().equals(stored.getType().getRevision())
            ? stored.getData()
            : EventJson.write((DomainEvent) message.getPayload());
    long timestamp = message.getTimestamp().toEpochMilli();
    return new ProducerRecord<>(
        topic,
        null,
        timestamp,
        key(type, message),
        value(
            type,
            message.getIdentifier(),
            timestamp,
            json,
            (name, text) -> put(headers, name, text)),
        headers);
  }

  private static String key(EventType type, EventMessage<?> message) {
    return NotificationEvent.class.isAssignableFrom(type.recordClass())
            || !(message instanceof DomainEventMessage<?> sequenced)
        ? ((DomainEvent) message.getPayload()).partitionKey().toString()
        : sequenced.getAggregateIdentifier();
  }

  /**
   * The value of a record: the event's own JSON, with the id and the time of the event in front.
   *
   * @param header receives each field that travels as a header instead
   */
  static byte[] value(
      EventType type,
      String eventId,
      long timestamp,
      String json,
      BiConsumer<String, String> header) {
    boolean isFlat =
        json.startsWith("{\"")
            && type.headerFields().stream().noneMatch(name -> json.contains("\"" + name + "\""));
    String own = isFlat ? json : withoutHeaderFields(type, json, header);
    return ("{\"eventId\":\""
            + eventId
            + "\",\"eventTimestamp\":"
            + timestamp
            + (own.equals("{}") ? "" : ",")
            + own.substring(1))
        .getBytes(UTF_8);
  }

  private static String withoutHeaderFields(
      EventType type, String json, BiConsumer<String, String> header) {
    ObjectNode fields = object(json);
    for (String name : type.headerFields()) {
      var field = fields.remove(name);
      if (field != null) {
        header.accept(name, field.asString());
      }
    }
    return EventJson.mapper().writeValueAsString(fields);
  }

  /**
   * The event of a record, with all unknown headers as metadata.
   *
   * @throws UnreadableEventException when the record is not one of our events
   */
  public static DomainEventMessage<DomainEvent> toEvent(ConsumerRecord<String, byte[]> message) {
    return toEvent(texts(message.headers()), message.value());
  }

  /** As {@link #toEvent(ConsumerRecord)}, from the headers' texts and the value. */
  public static DomainEventMessage<DomainEvent> toEvent(
      Map<String, String> headers, byte @Nullable [] json) {
    String value = new String(json == null ? new byte[0] : json, UTF_8);
    Identity identity = Identity.in(value);
    EventType type = knownType(headers.getOrDefault(EventHeader.EVENT_TYPE, "(none)"));
    Map<String, Object> metaData = new HashMap<>(headers);
    metaData.remove(EventHeader.EVENT_TYPE);
    metaData.remove(EventHeader.REVISION);
    metaData.remove(EventHeader.VERSION);
    DomainEvent event = event(type, headers, value, metaData);
    return new GenericDomainEventMessage<>(
        type.stableName(),
        event.streamId().toString(),
        number(headers, EventHeader.VERSION) - 1,
        event,
        MetaData.from(metaData),
        identity.eventId(),
        Instant.ofEpochMilli(identity.timestamp()));
  }

  private static DomainEvent event(
      EventType type, Map<String, String> headers, String value, Map<String, Object> metaData) {
    String revision = headers.getOrDefault(EventHeader.REVISION, "");
    @Nullable ObjectNode withHeaders = null;
    for (String field : type.headerFields()) {
      Object text = metaData.remove(field);
      if (text != null) {
        withHeaders = withHeaders == null ? object(value) : withHeaders;
        withHeaders.put(field, text.toString());
      }
    }
    return withHeaders == null
        ? EventJson.read(type, revision, value)
        : EventJson.read(type, revision, withHeaders);
  }

  /** The fields that the relay writes in front; found wherever they are. */
  private record Identity(String eventId, long timestamp) {
    static Identity in(String value) {
      String eventId = null;
      long timestamp = 0;
      int found = 0;
      try (JsonParser json = EventJson.mapper().createParser(value)) {
        if (json.nextToken() != JsonToken.START_OBJECT) {
          throw new UnreadableEventException("the value is not a JSON object", null);
        }
        for (String name = json.nextName(); name != null && found < 2; name = json.nextName()) {
          JsonToken token = json.nextToken();
          if (name.equals(EVENT_ID) && token == JsonToken.VALUE_STRING) {
            eventId = json.getString();
            found++;
          } else if (name.equals(EVENT_TIMESTAMP) && token == JsonToken.VALUE_NUMBER_INT) {
            timestamp = json.getLongValue();
            found++;
          } else {
            json.skipChildren();
          }
        }
      } catch (JacksonException broken) {
        throw new UnreadableEventException("the value is not JSON", broken);
      }
      if (eventId == null) {
        throw new UnreadableEventException(EVENT_ID + " is missing", null);
      }
      return new Identity(eventId, timestamp);
    }
  }

  /** All headers as texts; of a repeated header the last counts. */
  public static Map<String, String> texts(Headers headers) {
    Map<String, String> texts = new HashMap<>();
    for (Header header : headers) {
      if (header.value() != null) {
        texts.put(header.key(), new String(header.value(), UTF_8));
      }
    }
    return texts;
  }

  private static EventType knownType(String name) {
    return EventType.named(name)
        .orElseThrow(() -> new UnreadableEventException("no event type is called " + name, null));
  }

  private static ObjectNode object(String json) {
    try {
      if (EventJson.mapper().readTree(json) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException broken) {
      throw new UnreadableEventException("the value is not JSON", broken);
    }
    throw new UnreadableEventException("the value is not a JSON object", null);
  }

  private static long number(Map<String, String> headers, String name) {
    try {
      return Long.parseLong(headers.getOrDefault(name, "(none)"));
    } catch (NumberFormatException notANumber) {
      throw new UnreadableEventException("header " + name + " is not a number", notANumber);
    }
  }

  private static void put(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(UTF_8));
  }
}
