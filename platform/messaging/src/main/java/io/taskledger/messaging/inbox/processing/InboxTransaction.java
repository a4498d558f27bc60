package io.taskledger.messaging.inbox.processing;

import io.taskledger.messaging.inbox.ordering.ProcessingPlan;
import io.taskledger.messaging.inbox.ordering.ProcessingPlan.DeadLetterCause;
import io.taskledger.messaging.inbox.ordering.ReceivedEvent;
import io.taskledger.messaging.inbox.ordering.SequenceResolver;
import io.taskledger.messaging.inbox.store.ConsumerInbox;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands events to the handler of a consumer, and records them, in one transaction of the consumer's
 * own database: when a method returns all of it is committed, when it throws nothing is.
 */
public final class InboxTransaction {
  private final ConsumerInbox inbox;
  private final TransactionTemplate transactions;
  private final ViewTarget target;
  private final Set<String> topics;
  private final Consumer<List<? extends EventMessage<?>>> handler;

  /**
   * For this consumer.
   *
   * @param topics those that the consumer follows: events of others advance their stream and are
   *     not handled; empty for all
   */
  public InboxTransaction(
      ConsumerInbox inbox,
      TransactionTemplate transactions,
      ViewTarget target,
      Set<String> topics,
      Consumer<List<? extends EventMessage<?>>> handler) {
    this.inbox = inbox;
    this.transactions = transactions;
    this.target = target;
    this.topics = topics;
    this.handler = handler;
  }

  /**
   * The outcome of a plan.
   *
   * @param ready how many events their streams advanced by
   * @param handled how many of them were handled, because the consumer follows their topic
   * @param deadLetter the id of the dead letter that the plan asked for
   */
  record Outcome(int ready, int handled, @Nullable UUID deadLetter) {}

  ConsumerInbox inbox() {
    return inbox;
  }

  /**
   * Processes the events that are ready, in order.
   *
   * @return how many events were handled
   */
  public int process(Collection<ReceivedEvent> arrived) {
    return process(partitions(arrived), () -> ProcessingPlan.of(arrived)).handled();
  }

  /** As above, with the plan that is made when the partitions are locked. */
  Outcome process(Collection<Integer> partitions, Supplier<ProcessingPlan> planner) {
    return inTransaction(
        () -> {
          SortedMap<Integer, Long> numbers = inbox.lock(partitions);
          ProcessingPlan plan = planner.get();
          SequenceResolver resolved = inbox.resolve(plan);
          List<? extends EventMessage<?>> followed =
              resolved.ready().stream().filter(this::isFollowed).map(ReceivedEvent::event).toList();
          if (followed.isEmpty()) {
            // A view outside PostgreSQL would take a number that it never sees for a loss.
            inbox.uncount(partitions);
          } else {
            InboxBatch.run(numbers, () -> handler.accept(followed));
          }
          inbox.save(resolved);
          return new Outcome(
              resolved.ready().size(), followed.size(), deadLetter(plan.deadLetter(), resolved));
        });
  }

  private boolean isFollowed(ReceivedEvent event) {
    return topics.isEmpty() || topics.contains(event.topic());
  }

  /**
   * Buffers events of one stream whose next event failed, and makes that one a dead letter.
   *
   * @return its id, unless another event of the stream is a dead letter already
   * @throws FailureThresholdException when so many are open that the event is not the cause
   */
  @Nullable UUID deadLetter(Collection<ReceivedEvent> arrived, RuntimeException failure) {
    return process(
            partitions(arrived),
            () -> {
              if (inbox.deadLetters().open() >= FailureThresholdException.MOST_DEAD_LETTERS) {
                throw new FailureThresholdException(
                    FailureThresholdException.MOST_DEAD_LETTERS + " dead letters are open",
                    List.of(failure));
              }
              return ProcessingPlan.of(arrived)
                  .bufferOnly()
                  .withDeadLetter(new DeadLetterCause(failure));
            })
        .deadLetter();
  }

  private @Nullable UUID deadLetter(@Nullable DeadLetterCause cause, SequenceResolver resolved) {
    return cause == null || resolved.next().isEmpty()
        ? null
        : inbox.deadLetters().add(resolved.next().getFirst(), cause);
  }

  /** Runs in a transaction in which the inbox's tables are those of the target. */
  public <T> T inTransaction(Supplier<T> work) {
    return Objects.requireNonNull(
        transactions.execute(
            ignored -> {
              target.bindToTransaction();
              return work.get();
            }));
  }

  static Set<Integer> partitions(Collection<ReceivedEvent> events) {
    return events.stream()
        .map(ReceivedEvent::partition)
        .filter(partition -> partition != ReceivedEvent.NO_PARTITION)
        .collect(Collectors.toSet());
  }
}
