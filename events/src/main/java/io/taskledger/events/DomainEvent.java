package io.taskledger.events;

import java.util.UUID;

/**
 * A fact that happened and is kept for ever. Its families are sealed; its stable name and topic
 * stand in the catalogue, {@code EventType}.
 */
public interface DomainEvent {
  /** The aggregate that it happened to: versions count within it. */
  UUID streamId();

  /** The key on Kafka: the stream, or for notifications their user. */
  default UUID partitionKey() {
    return streamId();
  }
}
