package io.taskledger.events.feed;

import io.taskledger.events.codec.EventJson;
import io.taskledger.events.codec.KafkaCodec;
import io.taskledger.events.codec.UnreadableEventException;
import io.taskledger.events.ordered.Delivery;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One event of the feed: a line of JSON with the very headers and value that the event has on
 * Kafka, so that the same code reads both.
 *
 * @param topic where the event is published
 * @param headers as on Kafka, {@code position} among them
 * @param value as on Kafka
 */
public record FeedLine(String topic, Map<String, String> headers, JsonNode value) {
  /** The line for a Kafka record. */
  public static FeedLine of(ProducerRecord<String, byte[]> message) {
    return new FeedLine(
        message.topic(),
        KafkaCodec.texts(message.headers()),
        EventJson.mapper().readTree(message.value()));
  }

  /** The line as text, without the line break. */
  public String write() {
    return EventJson.mapper().writeValueAsString(this);
  }

  /** Reads a line; throws {@link UnreadableEventException} when it is not an event. */
  public static Delivery read(String line) {
    try {
      FeedLine read = EventJson.mapper().readValue(line, FeedLine.class);
      return Delivery.of(
          read.topic, read.headers, read.value.toString().getBytes(StandardCharsets.UTF_8));
    } catch (JacksonException broken) {
      throw new UnreadableEventException("not a line of the event feed", broken);
    }
  }
}
