package io.taskledger.events.feed;

import io.taskledger.events.DomainEvent;
import io.taskledger.events.codec.EventHeader;
import io.taskledger.events.codec.EventJson;
import io.taskledger.events.codec.EventType;
import io.taskledger.events.codec.Topic;
import io.taskledger.events.codec.UnreadableEventException;
import io.taskledger.events.ordered.delivery.Delivery;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ObjectNode;

/**
 * One event of the feed, as it lies in the store: its own JSON is not touched on the way, so fields
 * and revisions that command-side does not know arrive too. The reader upcasts.
 *
 * <p>On the wire it is one line of nine fields in this order, in the text format of PostgreSQL's
 * {@code COPY}: UTF-8, tabs between, a line feed behind; a tab, line feed or backslash inside a
 * field is written {@code \t}, {@code \n}, {@code \\}. After the last event follows the {@link
 * FeedEnd}.
 *
 * @param position place in the store, from 1
 * @param version how many events the aggregate has with this one
 * @param timestamp when it happened, in epoch milliseconds
 * @param eventId a UUID
 * @param aggregateId a UUID
 * @param type stable name
 * @param revision of the payload
 * @param metaData JSON object of texts
 * @param payload JSON object: the event
 */
public record FeedLine(
    long position,
    long version,
    long timestamp,
    String eventId,
    String aggregateId,
    String type,
    String revision,
    String metaData,
    String payload) {
  static final int FIELDS = 9;
  private static final ObjectReader TEXTS =
      EventJson.mapper().readerFor(new TypeReference<Map<String, String>>() {});

  /**
   * The event alone, brought to today's revision; half the work of {@link #event}.
   *
   * @throws UnreadableEventException as {@link #event}
   */
  public DomainEvent payloadEvent() {
    return EventJson.read(known(), revision, payload);
  }

  /** The aggregate that it happened to. */
  public UUID streamId() {
    return UUID.fromString(aggregateId);
  }

  /** When it happened. */
  public Instant at() {
    return Instant.ofEpochMilli(timestamp);
  }

  /**
   * The event, brought to today's revision: equal to what {@code KafkaCodec} reads from its record.
   *
   * @throws UnreadableEventException when this version does not know its type, or cannot read it
   */
  public DomainEventMessage<DomainEvent> event() {
    EventType known = known();
    Map<String, Object> texts = new HashMap<>(texts());
    texts.put(EventHeader.POSITION, Long.toString(position));
    return new GenericDomainEventMessage<>(
        known.stableName(),
        aggregateId,
        version - 1,
        EventJson.read(known, revision, payload),
        MetaData.from(texts),
        eventId,
        at());
  }

  /**
   * The event as it would come from Kafka, for consumers of both.
   *
   * @throws UnreadableEventException as {@link #event}
   */
  public Delivery delivery() {
    EventType known = known();
    Map<String, String> headers = new HashMap<>(texts());
    headers.put(EventHeader.EVENT_TYPE, type);
    headers.put(EventHeader.REVISION, revision);
    headers.put(EventHeader.VERSION, Long.toString(version));
    headers.put(EventHeader.POSITION, Long.toString(position));
    ObjectNode value =
        EventJson.mapper()
            .createObjectNode()
            .put("eventId", eventId)
            .put("eventTimestamp", timestamp);
    fields()
        .forEachEntry(
            (name, field) -> {
              if (known.headerFields().contains(name)) {
                headers.put(name, field.asString());
              } else {
                value.set(name, field);
              }
            });
    return Delivery.of(
        known.topic().map(Topic::topicName).orElse(""),
        headers,
        EventJson.mapper().writeValueAsBytes(value));
  }

  /** The line as text, without the line feed. */
  public String write() {
    return String.join(
        "\t",
        Long.toString(position),
        Long.toString(version),
        Long.toString(timestamp),
        eventId,
        aggregateId,
        CopyText.escape(type),
        CopyText.escape(revision),
        CopyText.escape(metaData),
        CopyText.escape(payload));
  }

  private EventType known() {
    return EventType.named(type)
        .orElseThrow(() -> new UnreadableEventException("no event type is called " + type, null));
  }

  private Map<String, String> texts() {
    try {
      return TEXTS.readValue(metaData);
    } catch (JacksonException broken) {
      throw new UnreadableEventException("the metadata cannot be read", broken);
    }
  }

  private ObjectNode fields() {
    try {
      if (EventJson.mapper().readTree(payload) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException broken) {
      throw new UnreadableEventException("the payload is not JSON", broken);
    }
    throw new UnreadableEventException("the payload is not a JSON object", null);
  }
}
