package io.taskledger.command.eventstore.append;

import java.time.Instant;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;

/** One event as it lies in the table, less its position. */
record EventRow(
    UUID eventId,
    UUID aggregateId,
    long sequenceNumber,
    String aggregateType,
    Instant at,
    String payloadType,
    String payloadRevision,
    String payload,
    String metaData) {

  static EventRow of(EventMessage<?> message, Serializer serializer) {
    if (!(message instanceof DomainEventMessage<?> event)) {
      throw new IllegalArgumentException("Only events of aggregates are stored");
    }
    SerializedObject<String> payload = event.serializePayload(serializer, String.class);
    SerializedObject<String> metaData = event.serializeMetaData(serializer, String.class);
    return new EventRow(
        UUID.fromString(event.getIdentifier()),
        UUID.fromString(event.getAggregateIdentifier()),
        event.getSequenceNumber(),
        event.getType(),
        event.getTimestamp(),
        payload.getType().getName(),
        payload.getType().getRevision(),
        payload.getData(),
        metaData.getData());
  }
}
