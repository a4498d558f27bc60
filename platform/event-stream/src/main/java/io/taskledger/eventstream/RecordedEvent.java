package io.taskledger.eventstream;

import io.taskledger.events.DomainEvent;
import io.taskledger.events.codec.EventJson;
import io.taskledger.events.codec.EventType;
import io.taskledger.events.codec.UnreadableEventException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;

/**
 * One event of the event stream, as it is stored: its JSON is passed on unread, so fields and
 * revisions that command-side does not know arrive too. The reader upcasts.
 *
 * <p>On the wire it is one line of nine fields in this order, in the text format of PostgreSQL's
 * {@code COPY}: UTF-8, tabs between, a line feed behind; a tab, line feed or backslash inside a
 * field is written {@code \t}, {@code \n}, {@code \\}. After the last event follows the {@link
 * PageTrailer}.
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
public record RecordedEvent(
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
   * The event alone, upcast to the current revision; without its metadata.
   *
   * @throws UnreadableEventException when this version does not know its type, or cannot read it
   */
  public DomainEvent payloadEvent() {
    return EventJson.read(knownType(), revision, payload);
  }

  /** The aggregate that it happened to. */
  public UUID streamId() {
    return UUID.fromString(aggregateId);
  }

  /** When it happened. */
  public Instant at() {
    return Instant.ofEpochMilli(timestamp);
  }

  /** The metadata as texts; throws {@link UnreadableEventException} when it cannot be read. */
  public Map<String, String> metaDataTexts() {
    try {
      return TEXTS.readValue(metaData);
    } catch (JacksonException broken) {
      throw new UnreadableEventException("the metadata cannot be read", broken);
    }
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

  /** Its type; throws {@link UnreadableEventException} when this version does not know it. */
  public EventType knownType() {
    return EventType.named(type)
        .orElseThrow(() -> new UnreadableEventException("no event type is called " + type, null));
  }
}
