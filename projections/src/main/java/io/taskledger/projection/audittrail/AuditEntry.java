package io.taskledger.projection.audittrail;

import io.taskledger.events.DomainEvent;
import io.taskledger.events.codec.EventHeader;
import io.taskledger.events.codec.EventType;
import io.taskledger.events.codec.Topic;
import io.taskledger.events.notification.NotificationEvent;
import io.taskledger.events.task.TaskEvent;
import io.taskledger.events.user.UserEvent;
import io.taskledger.messaging.codec.KafkaCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * An event as the audit trail keeps it.
 *
 * @param position place in the event store, absent for what another service published
 * @param streamId the aggregate that it happened to
 * @param version how many events the aggregate has with this one
 * @param userId whom it concerns: a task's owner, the user, or the notification's addressee
 * @param actor whoever did it, absent for the system
 * @param payload the flat JSON value as on Kafka
 * @param undoes the event that this one took back
 */
record AuditEntry(
    UUID eventId,
    @Nullable Long position,
    String topic,
    String eventType,
    String revision,
    UUID streamId,
    long version,
    Instant at,
    UUID userId,
    @Nullable UUID actor,
    @Nullable String actorKind,
    @Nullable String correlationId,
    @Nullable String causationId,
    @Nullable String traceparent,
    String payload,
    @Nullable UUID undoes) {

  /** The entry for an event that came by Kafka or by the feed. */
  static AuditEntry of(DomainEventMessage<?> message) {
    if (!(message.getPayload() instanceof DomainEvent event)) {
      throw new IllegalArgumentException(message.getPayloadType() + " is no event of ours");
    }
    EventType type = EventType.of(event);
    String topic = type.topic().map(Topic::topicName).orElse("");
    MetaData metaData = message.getMetaData();
    String position = text(metaData, EventHeader.POSITION);
    String actor = text(metaData, EventHeader.ACTOR);
    String undoes = text(metaData, EventHeader.UNDOES);
    return new AuditEntry(
        UUID.fromString(message.getIdentifier()),
        position == null ? null : Long.valueOf(position),
        topic,
        type.stableName(),
        type.revision(),
        event.streamId(),
        message.getSequenceNumber() + 1,
        message.getTimestamp(),
        concerned(event),
        actor == null ? null : UUID.fromString(actor),
        text(metaData, EventHeader.ACTOR_KIND),
        text(metaData, EventHeader.CORRELATION_ID),
        text(metaData, EventHeader.CAUSATION_ID),
        text(metaData, EventHeader.TRACEPARENT),
        new String(KafkaCodec.toRecord(message, topic).value(), StandardCharsets.UTF_8),
        undoes == null ? null : UUID.fromString(undoes));
  }

  private static UUID concerned(DomainEvent event) {
    return switch (event) {
      case TaskEvent task -> task.userId().value();
      case UserEvent user -> user.userId().value();
      case NotificationEvent notification -> notification.userId().value();
      default -> throw new IllegalArgumentException(event.getClass() + " concerns no user");
    };
  }

  private static @Nullable String text(MetaData metaData, String header) {
    Object value = metaData.get(header);
    return value == null ? null : value.toString();
  }
}
