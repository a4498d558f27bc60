package io.taskledger.messaging.inbox.store;

import io.taskledger.events.codec.EventHeader;
import io.taskledger.events.codec.Topic;
import io.taskledger.events.codec.UnreadableEventException;
import io.taskledger.messaging.codec.KafkaCodec;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A record that is no event of ours, with what it claims to be. */
public record UnreadableRecord(
    ConsumerRecord<String, byte[]> message, UnreadableEventException failure) {
  Map<String, String> headers() {
    return KafkaCodec.texts(message.headers());
  }

  byte[] value() {
    return message.value() == null ? new byte[0] : message.value();
  }

  /** Why it cannot be read, fit for everybody's eyes. */
  public String reason() {
    return RedactedFailure.of(failure, headers(), value());
  }

  /** The key, where it is the stream; notifications are keyed by their user. */
  @Nullable UUID streamId() {
    if (message.key() == null || Topic.NOTIFICATION_SENT.topicName().equals(message.topic())) {
      return null;
    }
    try {
      return UUID.fromString(message.key());
    } catch (IllegalArgumentException notAStream) {
      return null;
    }
  }

  @Nullable Long version() {
    try {
      long version = Long.parseLong(headers().getOrDefault(EventHeader.VERSION, ""));
      return version < 1 ? null : version;
    } catch (NumberFormatException notAVersion) {
      return null;
    }
  }

  @Nullable String eventType() {
    String type = headers().get(EventHeader.EVENT_TYPE);
    return type == null ? null : type.replace("\0", "");
  }
}
