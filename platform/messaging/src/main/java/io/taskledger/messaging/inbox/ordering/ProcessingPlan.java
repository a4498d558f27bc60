package io.taskledger.messaging.inbox.ordering;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction processes.
 *
 * @param streams whose buffered events are looked up
 * @param arrived events of these streams
 * @param limit the most events of each stream to handle; the others are buffered
 * @param deadLetter makes the next event that was not handled a dead letter, so that it stays
 *     visible whatever happens afterwards; absent where the broker will deliver again
 */
public record ProcessingPlan(
    Set<UUID> streams,
    Collection<ReceivedEvent> arrived,
    int limit,
    @Nullable DeadLetterCause deadLetter) {
  /**
   * Why an event becomes a dead letter.
   *
   * @param failure absent for an event that was not tried
   */
  public record DeadLetterCause(@Nullable RuntimeException failure) {
    /** Of an event that is reached behind another dead letter. */
    public static final DeadLetterCause UNTRIED = new DeadLetterCause(null);
  }

  /** Everything that is ready. */
  public static ProcessingPlan of(Collection<ReceivedEvent> arrived) {
    Set<UUID> streams = new LinkedHashSet<>();
    arrived.forEach(event -> streams.add(event.streamId()));
    return new ProcessingPlan(streams, arrived, Integer.MAX_VALUE, null);
  }

  /** Everything that is buffered and ready of one stream. */
  public static ProcessingPlan ofBuffered(@Nullable UUID stream) {
    return new ProcessingPlan(
        stream == null ? Set.of() : Set.of(stream), List.of(), Integer.MAX_VALUE, null);
  }

  /** This plan, limited to the next event of each stream. */
  public ProcessingPlan nextOnly() {
    return new ProcessingPlan(streams, arrived, 1, deadLetter);
  }

  /** This plan, with nothing handled: all is buffered. */
  public ProcessingPlan bufferOnly() {
    return new ProcessingPlan(streams, arrived, 0, deadLetter);
  }

  /** This plan, with the event that is next afterwards made a dead letter. */
  public ProcessingPlan withDeadLetter(DeadLetterCause cause) {
    return new ProcessingPlan(streams, arrived, limit, cause);
  }
}
