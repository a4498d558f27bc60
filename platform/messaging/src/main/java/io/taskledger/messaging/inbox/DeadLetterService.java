package io.taskledger.messaging.inbox;

import io.taskledger.messaging.inbox.processing.DeadLetterException;
import io.taskledger.messaging.inbox.processing.DeadLetters;
import io.taskledger.messaging.inbox.processing.ViewTarget;
import io.taskledger.messaging.inbox.store.DeadLetter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The dead letters of all consumers of a service, for operators. */
public final class DeadLetterService {
  private static final Logger log = LoggerFactory.getLogger(DeadLetterService.class);

  private final List<DeadLetters> consumers;

  /** Those of these consumers. */
  public DeadLetterService(Collection<InboxConsumer> inboxes) {
    this.consumers = inboxes.stream().map(InboxConsumer::deadLetters).toList();
  }

  /** The names of the consumers. */
  public List<String> names() {
    return consumers.stream().map(DeadLetters::consumer).sorted().toList();
  }

  /**
   * The dead letters, oldest first.
   *
   * @param consumer absent for all
   * @param after the id of the last one seen
   * @param discarded those that are skipped, in place of those that can be retried
   */
  public List<DeadLetter> list(
      @Nullable String consumer, @Nullable UUID after, boolean discarded, int limit) {
    return available(
        () ->
            consumers.stream()
                .filter(each -> consumer == null || consumer.equals(each.consumer()))
                .flatMap(each -> each.list(after, discarded, limit).stream())
                .sorted(Comparator.comparing(DeadLetter::id))
                .limit(limit)
                .toList());
  }

  /** As {@link DeadLetters#retry}; empty if no consumer has it. */
  public Optional<DeadLetters.Released> retry(UUID id) {
    return available(() -> first(each -> each.retry(id)));
  }

  /** As {@link DeadLetters#discard}; empty if no consumer has it. */
  public Optional<DeadLetters.Released> discard(UUID id) {
    return available(() -> first(each -> each.discard(id)));
  }

  private Optional<DeadLetters.Released> first(
      Function<DeadLetters, Optional<DeadLetters.Released>> work) {
    return consumers.stream().map(work).flatMap(Optional::stream).findFirst();
  }

  private static <T> T available(Supplier<T> work) {
    try {
      return work.get();
    } catch (DeadLetterException known) {
      throw known;
    } catch (ViewTarget.NotActiveException notActive) {
      throw new DeadLetterException(
          DeadLetterException.Kind.NOT_ACTIVE,
          "Another process applies the view now. Try again in a moment.");
    } catch (RuntimeException failed) {
      log.warn("The dead letters cannot be processed", failed);
      throw new DeadLetterException(
          DeadLetterException.Kind.UNAVAILABLE,
          "A store that the view needs is unavailable. Try again in a moment.");
    }
  }
}
