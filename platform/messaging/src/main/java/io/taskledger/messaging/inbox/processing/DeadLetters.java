package io.taskledger.messaging.inbox.processing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.taskledger.events.codec.Topic;
import io.taskledger.messaging.inbox.ordering.ProcessingPlan;
import io.taskledger.messaging.inbox.store.ConsumerInbox;
import io.taskledger.messaging.inbox.store.DeadLetter;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/**
 * What an operator can do with the dead letters of one consumer. Retrying and discarding exclude
 * the consumer's own batches, in every process, and leave the view and the record of it in step
 * whenever they end.
 */
public final class DeadLetters {
  private static final List<Integer> ALL = IntStream.range(0, Topic.PARTITIONS).boxed().toList();

  private final ConsumerInbox ledger;
  private final InboxTransaction apply;
  private final Consumer<List<? extends EventMessage<?>>> handler;

  /** Those of this ledger, which this handler gets when they are released. */
  public DeadLetters(
      ConsumerInbox ledger,
      InboxTransaction apply,
      Consumer<List<? extends EventMessage<?>>> handler) {
    this.ledger = ledger;
    this.apply = apply;
    this.handler = handler;
  }

  /**
   * What came of a retry.
   *
   * @param released how many events were applied
   * @param deadLetter the id of a later event that was refused and now holds the ones behind it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Released(int released, @Nullable UUID deadLetter) {}

  /** The consumer. */
  public String consumer() {
    return ledger.consumer();
  }

  /**
   * The dead letters, oldest first.
   *
   * @param after the id of the last one seen
   * @param discarded those that are passed over, in place of those that can be retried
   */
  public List<DeadLetter> list(@Nullable UUID after, boolean discarded, int limit) {
    return apply.inTransaction(() -> ledger.deadLetters().list(after, discarded, limit));
  }

  /**
   * Applies an event once more, and those behind it in order. When a later one fails, what worked
   * stays, and that one becomes the dead letter.
   *
   * @return empty if this consumer has no such dead letter
   * @throws ProblemException when it fails again, which is noted
   * @throws RuntimeException when the surroundings fail, which is not the event's fault: nothing
   *     changes
   */
  public Optional<Released> retry(UUID id) {
    return perhaps(
        () -> {
          try {
            return new Released(apply.apply(ALL, () -> taken(id), handler).handled(), null);
          } catch (RuntimeException failed) {
            return PoisonEventClassifier.in(failed) ? oneByOne(id, false) : rethrow(failed);
          }
        });
  }

  /**
   * Passes over an event for good, and applies those behind it in order. The row stays as the
   * record of it.
   *
   * @return as {@link #retry}
   */
  public Optional<Released> discard(UUID id) {
    return perhaps(
        () -> {
          try {
            return new Released(apply.apply(ALL, () -> discarded(id), handler).handled(), null);
          } catch (RuntimeException failed) {
            return PoisonEventClassifier.in(failed) ? discardAlone(id) : rethrow(failed);
          }
        });
  }

  private Released discardAlone(UUID id) {
    UUID next =
        apply
            .apply(ALL, () -> discarded(id).nothing().holding(ProcessingPlan.Hold.UNTRIED), handler)
            .held();
    return next == null ? new Released(0, null) : oneByOne(next, true);
  }

  /** Each event in a transaction of its own, in which the one behind it becomes the dead letter. */
  private Released oneByOne(UUID first, boolean underway) {
    UUID id = first;
    int released = 0;
    boolean worked = underway;
    while (true) {
      UUID current = id;
      InboxTransaction.Applied applied;
      try {
        applied =
            apply.apply(
                ALL, () -> taken(current).nextOnly().holding(ProcessingPlan.Hold.UNTRIED), handler);
      } catch (GoneException byAnother) {
        if (!worked) {
          throw byAnother;
        }
        return new Released(released, null);
      } catch (RuntimeException failed) {
        if (!PoisonEventClassifier.in(failed)) {
          throw failed;
        }
        Optional<String> reason =
            apply.inTransaction(() -> ledger.release().failedAgain(current, failed));
        if (!worked && reason.isPresent()) {
          throw ProblemException.of(ErrorCode.DEAD_LETTER_REFUSED_AGAIN, reason.get());
        }
        return new Released(released, current);
      }
      worked = true;
      released += applied.handled();
      if (applied.held() == null) {
        return new Released(released, null);
      }
      id = applied.held();
    }
  }

  private ProcessingPlan taken(UUID id) {
    return ledger.release().take(id).orElseThrow(GoneException::new);
  }

  private ProcessingPlan discarded(UUID id) {
    return ledger.release().discard(id).orElseThrow(GoneException::new);
  }

  private Optional<Released> perhaps(Supplier<Released> work) {
    try {
      Released released = work.get();
      ledger.announce();
      return Optional.of(released);
    } catch (GoneException gone) {
      return Optional.empty();
    }
  }

  private static Released rethrow(RuntimeException failed) {
    throw failed;
  }

  /** Rolls back what found no dead letter. */
  private static final class GoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GoneException() {
      super("this consumer has no such dead letter", null, false, false);
    }
  }
}
