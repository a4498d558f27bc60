package io.taskledger.messaging.inbox.processing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.taskledger.events.codec.Topic;
import io.taskledger.messaging.inbox.ordering.ProcessingPlan;
import io.taskledger.messaging.inbox.ordering.ProcessingPlan.DeadLetterCause;
import io.taskledger.messaging.inbox.store.ConsumerInbox;
import io.taskledger.messaging.inbox.store.DeadLetter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What an operator can do with the dead letters of one consumer. Retrying and discarding exclude
 * the consumer's own batches, in every process, and leave the view and its record of progress
 * consistent whenever they end.
 */
public final class DeadLetters {
  private static final List<Integer> ALL = IntStream.range(0, Topic.PARTITIONS).boxed().toList();

  private final ConsumerInbox inbox;
  private final InboxTransaction transaction;

  /** Those of this consumer. */
  public DeadLetters(InboxTransaction transaction) {
    this.inbox = transaction.inbox();
    this.transaction = transaction;
  }

  /**
   * The outcome of a retry.
   *
   * @param released how many events were applied
   * @param deadLetter the id of a later event that failed and now blocks the ones behind it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Released(int released, @Nullable UUID deadLetter) {}

  /** The consumer. */
  public String consumer() {
    return inbox.consumer();
  }

  /**
   * The dead letters, oldest first.
   *
   * @param after the id of the last one seen
   * @param discarded those that are skipped, in place of those that can be retried
   */
  public List<DeadLetter> list(@Nullable UUID after, boolean discarded, int limit) {
    return transaction.inTransaction(() -> inbox.deadLetters().list(after, discarded, limit));
  }

  /**
   * Applies an event once more, and those behind it in order. When a later one fails, what worked
   * stays, and that one becomes the dead letter.
   *
   * @return empty if this consumer has no such dead letter
   * @throws DeadLetterException when it fails again, which is recorded
   * @throws RuntimeException when the environment fails and not the event: nothing changes
   */
  public Optional<Released> retry(UUID id) {
    return ifPresent(
        () -> {
          try {
            return new Released(transaction.process(ALL, () -> taken(id)).handled(), null);
          } catch (RuntimeException failed) {
            return PoisonEventClassifier.isPoison(failed) ? singly(id, false) : rethrow(failed);
          }
        });
  }

  /**
   * Skips an event for good, and applies those behind it in order. The row stays as the record of
   * it.
   *
   * @return as {@link #retry}
   */
  public Optional<Released> discard(UUID id) {
    return ifPresent(
        () -> {
          try {
            return new Released(transaction.process(ALL, () -> discarded(id)).handled(), null);
          } catch (RuntimeException failed) {
            return PoisonEventClassifier.isPoison(failed) ? discardOnly(id) : rethrow(failed);
          }
        });
  }

  private Released discardOnly(UUID id) {
    UUID next =
        transaction
            .process(ALL, () -> discarded(id).bufferOnly().withDeadLetter(DeadLetterCause.UNTRIED))
            .deadLetter();
    return next == null ? new Released(0, null) : singly(next, true);
  }

  /** Each event in a transaction of its own, in which the one behind it becomes the dead letter. */
  private Released singly(UUID first, boolean hasProgressed) {
    UUID id = first;
    int released = 0;
    boolean progressed = hasProgressed;
    while (true) {
      UUID current = id;
      InboxTransaction.Outcome outcome;
      try {
        outcome =
            transaction.process(
                ALL, () -> taken(current).nextOnly().withDeadLetter(DeadLetterCause.UNTRIED));
      } catch (GoneException byAnother) {
        if (!progressed) {
          throw byAnother;
        }
        return new Released(released, null);
      } catch (RuntimeException failed) {
        if (!PoisonEventClassifier.isPoison(failed)) {
          throw failed;
        }
        Optional<String> reason =
            transaction.inTransaction(() -> inbox.retries().failedAgain(current, failed));
        if (!progressed && reason.isPresent()) {
          throw new DeadLetterException(DeadLetterException.Kind.FAILED_AGAIN, reason.get());
        }
        return new Released(released, current);
      }
      progressed = true;
      released += outcome.handled();
      if (outcome.deadLetter() == null) {
        return new Released(released, null);
      }
      id = outcome.deadLetter();
    }
  }

  private ProcessingPlan taken(UUID id) {
    return inbox.retries().take(id).orElseThrow(GoneException::new);
  }

  private ProcessingPlan discarded(UUID id) {
    return inbox.retries().discard(id).orElseThrow(GoneException::new);
  }

  private Optional<Released> ifPresent(Supplier<Released> work) {
    try {
      Released released = work.get();
      inbox.announce();
      return Optional.of(released);
    } catch (GoneException gone) {
      return Optional.empty();
    }
  }

  private static Released rethrow(RuntimeException failed) {
    throw failed;
  }

  /** Rolls back the transaction that found no dead letter. */
  private static final class GoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GoneException() {
      super("this consumer has no such dead letter", null, false, false);
    }
  }
}
