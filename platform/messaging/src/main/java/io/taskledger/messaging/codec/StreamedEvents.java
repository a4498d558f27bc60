package io.taskledger.messaging.codec;

import io.taskledger.events.DomainEvent;
import io.taskledger.events.codec.EventHeader;
import io.taskledger.events.codec.EventJson;
import io.taskledger.events.codec.EventType;
import io.taskledger.events.codec.UnreadableEventException;
import io.taskledger.eventstream.RecordedEvent;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** Events of the event stream as Axon messages and as the Kafka records that they were sent as. */
public final class StreamedEvents {
  private StreamedEvents() {}

  /**
   * The event, upcast to the current revision: equal to what {@link KafkaCodec} reads from its
   * record.
   *
   * @throws UnreadableEventException when this version does not know its type, or cannot read it
   */
  public static DomainEventMessage<DomainEvent> message(RecordedEvent recorded) {
    EventType type = recorded.knownType();
    Map<String, Object> texts = new HashMap<>(recorded.metaDataTexts());
    texts.put(EventHeader.POSITION, Long.toString(recorded.position()));
    return new GenericDomainEventMessage<>(
        type.stableName(),
        recorded.aggregateId(),
        recorded.version() - 1,
        EventJson.read(type, recorded.revision(), recorded.payload()),
        MetaData.from(texts),
        recorded.eventId(),
        recorded.at());
  }

  /** The headers of the Kafka record of this event, without those taken from the payload. */
  public static Map<String, String> headers(RecordedEvent recorded) {
    Map<String, String> headers = new HashMap<>(recorded.metaDataTexts());
    headers.put(EventHeader.EVENT_TYPE, recorded.type());
    headers.put(EventHeader.REVISION, recorded.revision());
    headers.put(EventHeader.VERSION, Long.toString(recorded.version()));
    headers.put(EventHeader.POSITION, Long.toString(recorded.position()));
    return headers;
  }

  /**
   * The value of the Kafka record of this event.
   *
   * @param headers receives the fields that travel as headers
   */
  public static byte[] value(RecordedEvent recorded, Map<String, String> headers) {
    EventType type = recorded.knownType();
    ObjectNode value =
        EventJson.mapper()
            .createObjectNode()
            .put("eventId", recorded.eventId())
            .put("eventTimestamp", recorded.timestamp());
    payload(recorded)
        .forEachEntry(
            (name, field) -> {
              if (type.headerFields().contains(name)) {
                headers.put(name, field.asString());
              } else {
                value.set(name, field);
              }
            });
    return EventJson.mapper().writeValueAsBytes(value);
  }

  private static ObjectNode payload(RecordedEvent recorded) {
    try {
      if (EventJson.mapper().readTree(recorded.payload()) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException broken) {
      throw new UnreadableEventException("the payload is not JSON", broken);
    }
    throw new UnreadableEventException("the payload is not a JSON object", null);
  }
}
