package io.taskledger.devservers.audit;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import tools.jackson.databind.json.JsonMapper;

/** One message as it lies in its partition. */
record PublishedEvent(String eventId, ConsumerRecord<String, byte[]> message) {
  private static final JsonMapper JSON = JsonMapper.shared();

  static PublishedEvent of(ConsumerRecord<String, byte[]> message) {
    return new PublishedEvent(
        JSON.readTree(message.value()).path("eventId").asString("(none)"), message);
  }

  String header(String name) {
    Header header = message.headers().lastHeader(name);
    return header == null ? "(none)" : new String(header.value(), StandardCharsets.UTF_8);
  }

  /** Within these a consumer relies on order: one kind of event of one task. */
  String line() {
    return message.topic() + "-" + message.partition() + " " + message.key();
  }

  @Override
  public String toString() {
    return "%s-%d@%d (event %s, version %s of %s)"
        .formatted(
            message.topic(),
            message.partition(),
            message.offset(),
            eventId,
            header("version"),
            message.key());
  }
}
