package io.taskledger.messaging.inbox.processing;

import io.taskledger.messaging.inbox.ordering.ReceivedEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.axonframework.eventhandling.EventMessage;

/**
 * Applies events that come from the event feed and not from Kafka, as a consumer applies its own:
 * each once, in version order, and what the handler refuses becomes a dead letter.
 */
public final class StreamedEventProcessor {
  private final InboxTransaction apply;

  /** For the consumer, and at the place, that this one applies to. */
  public StreamedEventProcessor(InboxTransaction apply) {
    this.apply = apply;
  }

  /** Whether a failure tells that an event is refused, and not that a store is away. */
  public static boolean isRefusal(RuntimeException failure) {
    return PoisonEventClassifier.in(failure);
  }

  /** All in one transaction, the caller's if there is one; when it throws nothing is applied. */
  public void together(
      Collection<ReceivedEvent> events, Consumer<List<? extends EventMessage<?>>> handler) {
    apply.apply(List.of(), events, handler);
  }

  /**
   * Each stream in transactions of its own; the event that is refused becomes a dead letter.
   *
   * @throws RuntimeException for other trouble; what was applied is applied
   */
  public void apart(
      Collection<ReceivedEvent> events, Consumer<List<? extends EventMessage<?>>> handler) {
    Map<UUID, List<ReceivedEvent>> streams = new LinkedHashMap<>();
    events.forEach(
        each -> streams.computeIfAbsent(each.streamId(), ignored -> new ArrayList<>()).add(each));
    streams.values().forEach(stream -> alone(stream, handler));
  }

  /** Parks the events of one stream, of which the first was refused. */
  public void refuse(List<ReceivedEvent> events, RuntimeException failure) {
    apply.refuse(List.of(), events, failure);
  }

  private void alone(
      List<ReceivedEvent> events, Consumer<List<? extends EventMessage<?>>> handler) {
    try {
      apply.oneByOne(List.of(), events, handler, count -> {});
    } catch (RuntimeException failed) {
      if (!isRefusal(failed)) {
        throw failed;
      }
      refuse(events, failed);
    }
  }
}
