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

  /**
   * The value of the Kafka record of this event.
   *
   * @param headers receives the headers of the record
   */
  public static byte[] toRecordValue(RecordedEvent recorded, Map<String, String> headers) {
    headers.putAll(recorded.metaDataTexts());
    headers.put(EventHeader.EVENT_TYPE, recorded.type());
    headers.put(EventHeader.REVISION, recorded.revision());
    headers.put(EventHeader.VERSION, Long.toString(recorded.version()));
    headers.put(EventHeader.POSITION, Long.toString(recorded.position()));
    return KafkaCodec.value(
        recorded.knownType(),
        recorded.eventId(),
        recorded.timestamp(),
        recorded.payload(),
        headers::put);
  }
}
