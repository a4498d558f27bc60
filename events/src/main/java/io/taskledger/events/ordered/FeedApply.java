package io.taskledger.events.ordered;

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
public final class FeedApply {
  private final ConsumerLedger ledger;
  private final OrderedApply apply;

  FeedApply(ConsumerLedger ledger, OrderedApply apply) {
    this.ledger = ledger;
    this.apply = apply;
  }

  /** Whether a failure tells that an event is refused, and not that a store is away. */
  public static boolean isRefusal(RuntimeException failure) {
    return EventFault.in(failure);
  }

  /** All in one transaction, the caller's if there is one; when it throws nothing is applied. */
  public void together(
      Collection<Delivery> events, Consumer<List<? extends EventMessage<?>>> handler) {
    apply.apply(List.of(), events, handler);
  }

  /**
   * Each stream in transactions of its own; the event that is refused becomes a dead letter.
   *
   * @throws RuntimeException for other trouble; what was applied is applied
   */
  public void apart(
      Collection<Delivery> events, Consumer<List<? extends EventMessage<?>>> handler) {
    Map<UUID, List<Delivery>> streams = new LinkedHashMap<>();
    events.forEach(
        each -> streams.computeIfAbsent(each.streamId(), ignored -> new ArrayList<>()).add(each));
    streams.values().forEach(stream -> alone(stream, handler));
  }

  /** Parks the events of one stream, of which the first was refused. */
  public void refuse(List<Delivery> events, RuntimeException failure) {
    apply.apply(
        List.of(),
        () -> {
          if (ledger.deadLetters().open() >= Batches.MOST_DEAD_LETTERS) {
            throw new Batches.WholesaleException(
                Batches.MOST_DEAD_LETTERS + " dead letters are open", List.of(failure));
          }
          return Step.of(events).nothing().holding(new Step.Hold(failure));
        },
        ready -> {});
  }

  private void alone(List<Delivery> events, Consumer<List<? extends EventMessage<?>>> handler) {
    try {
      int count;
      do {
        count = apply.apply(List.of(), () -> Step.of(events).nextOnly(), handler).handled();
      } while (count > 0);
    } catch (RuntimeException failed) {
      if (!isRefusal(failed)) {
        throw failed;
      }
      refuse(events, failed);
    }
  }
}
