package io.taskledger.projection.batch;

import io.taskledger.events.DomainEvent;
import java.time.Instant;
import org.axonframework.eventhandling.DomainEventMessage;

/**
 * An event with what a fold may know of it.
 *
 * @param at when it happened
 * @param version how many events its aggregate has with this one
 */
public record Happened<E extends DomainEvent>(E event, Instant at, long version) {
  /** The event of a message. */
  public static <E extends DomainEvent> Happened<E> of(E event, DomainEventMessage<?> message) {
    return new Happened<>(event, message.getTimestamp(), message.getSequenceNumber() + 1);
  }
}
