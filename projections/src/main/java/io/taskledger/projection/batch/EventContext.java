package io.taskledger.projection.batch;

import io.taskledger.events.DomainEvent;
import io.taskledger.events.codec.EventHeader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;

/**
 * An event with what a fold may know of it.
 *
 * @param at when it happened
 * @param version how many events its aggregate has with this one
 * @param position its place in the event store, 0 for what another service published
 */
public record EventContext<E extends DomainEvent>(
    E event, Instant at, long version, long position) {
  /** The event of a message. */
  public static <E extends DomainEvent> EventContext<E> of(E event, DomainEventMessage<?> message) {
    Object position = message.getMetaData().get(EventHeader.POSITION);
    return new EventContext<>(
        event,
        message.getTimestamp(),
        message.getSequenceNumber() + 1,
        position == null ? 0 : Long.parseLong(position.toString()));
  }

  /** The events of a kind among these messages. */
  public static <E extends DomainEvent> List<EventContext<E>> all(
      List<? extends EventMessage<?>> messages, Class<E> kind) {
    List<EventContext<E>> events = new ArrayList<>(messages.size());
    for (EventMessage<?> message : messages) {
      if (kind.isInstance(message.getPayload())
          && message instanceof DomainEventMessage<?> ofAggregate) {
        events.add(of(kind.cast(message.getPayload()), ofAggregate));
      }
    }
    return events;
  }
}
