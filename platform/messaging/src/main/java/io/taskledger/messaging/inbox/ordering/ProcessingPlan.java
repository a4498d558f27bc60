package io.taskledger.messaging.inbox.ordering;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction takes on.
 *
 * @param streams of which parked events are looked for
 * @param arrived events of these streams
 * @param most how many events of each stream are handled at the most; the others are parked
 * @param hold makes the next event that was not handled a dead letter, so that whatever happens
 *     afterwards it is seen; absent where the broker will deliver again
 */
public record ProcessingPlan(
    Set<UUID> streams, Collection<ReceivedEvent> arrived, int most, @Nullable Hold hold) {
  /**
   * Why an event is held.
   *
   * @param failure absent for one that was not tried
   */
  public record Hold(@Nullable RuntimeException failure) {
    /** Of an event that is reached behind another one. */
    public static final Hold UNTRIED = new Hold(null);
  }

  /** Everything that is ready. */
  public static ProcessingPlan of(Collection<ReceivedEvent> arrived) {
    Set<UUID> streams = new LinkedHashSet<>();
    arrived.forEach(delivery -> streams.add(delivery.streamId()));
    return new ProcessingPlan(streams, arrived, Integer.MAX_VALUE, null);
  }

  /** Everything that is ready of one stream. */
  public static ProcessingPlan of(@Nullable UUID stream, List<ReceivedEvent> arrived) {
    return new ProcessingPlan(
        stream == null ? Set.of() : Set.of(stream), arrived, Integer.MAX_VALUE, null);
  }

  /** This, event by event: only the next one of each stream. */
  public ProcessingPlan nextOnly() {
    return new ProcessingPlan(streams, arrived, 1, hold);
  }

  /** This, with nothing handled. */
  public ProcessingPlan nothing() {
    return new ProcessingPlan(streams, arrived, 0, hold);
  }

  /** This, with the event that is then the next one made a dead letter. */
  public ProcessingPlan holding(Hold next) {
    return new ProcessingPlan(streams, arrived, most, next);
  }
}
