package io.taskledger.messaging.inbox.processing;

import io.taskledger.messaging.inbox.ordering.ProcessingPlan;
import io.taskledger.messaging.inbox.ordering.ReceivedEvent;
import io.taskledger.messaging.inbox.ordering.SequenceResolver;
import io.taskledger.messaging.inbox.store.ConsumerInbox;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Applies a batch and the record of it in one transaction of the consumer's own database. */
public final class InboxTransaction {
  private final ConsumerInbox ledger;
  private final TransactionTemplate transactions;
  private final ViewTarget stage;

  /** Applies what this ledger does not have yet. */
  public InboxTransaction(
      ConsumerInbox ledger, TransactionTemplate transactions, ViewTarget stage) {
    this.ledger = ledger;
    this.transactions = transactions;
    this.stage = stage;
  }

  /**
   * What a step has done.
   *
   * @param handled how many events were handled
   * @param held the dead letter that the step's hold made
   */
  record Applied(int handled, @Nullable UUID held) {}

  /**
   * Hands what is ready to the handler, in order. When this returns all of it is committed; when it
   * throws nothing is.
   *
   * @return how many events were handled
   */
  public int apply(
      Collection<Integer> partitions,
      Collection<ReceivedEvent> arrived,
      Consumer<List<? extends EventMessage<?>>> handler) {
    return apply(partitions, () -> ProcessingPlan.of(arrived), handler).handled();
  }

  /** As above, for what turns out, with the partitions locked, to be there to do. */
  Applied apply(
      Collection<Integer> partitions,
      Supplier<ProcessingPlan> work,
      Consumer<List<? extends EventMessage<?>>> handler) {
    return inTransaction(
        () -> {
          var batch = new OrderedBatch(ledger.lock(partitions));
          ProcessingPlan step = work.get();
          SequenceResolver ordering = ledger.order(step);
          if (ordering.ready().isEmpty()) {
            // No view hears of it, so it must not count: a view outside PostgreSQL would look
            // behind.
            ledger.uncount(partitions);
          } else {
            batch.run(
                () -> handler.accept(ordering.ready().stream().map(ReceivedEvent::event).toList()));
          }
          ledger.save(ordering);
          return new Applied(ordering.ready().size(), held(step, ordering));
        });
  }

  /**
   * As above, but each in a transaction of its own, until there is none left or one is refused;
   * what comes behind that is parked on the way.
   *
   * @param handled is told of each transaction how many events it handled
   */
  void oneByOne(
      Collection<Integer> partitions,
      Collection<ReceivedEvent> arrived,
      Consumer<List<? extends EventMessage<?>>> handler,
      IntConsumer handled) {
    int count;
    do {
      count = apply(partitions, () -> ProcessingPlan.of(arrived).nextOnly(), handler).handled();
      handled.accept(count);
    } while (count > 0);
  }

  /**
   * Parks events of one stream, of which the next was refused: it becomes a dead letter.
   *
   * @return its id, unless another of the stream is one already
   * @throws FailureThresholdException when so many are open that it is not for this event
   */
  @Nullable UUID refuse(
      Collection<Integer> partitions, Collection<ReceivedEvent> arrived, RuntimeException failure) {
    return apply(
            partitions,
            () -> {
              if (ledger.deadLetters().open() >= FailureThresholdException.MOST_DEAD_LETTERS) {
                throw new FailureThresholdException(
                    FailureThresholdException.MOST_DEAD_LETTERS + " dead letters are open",
                    List.of(failure));
              }
              return ProcessingPlan.of(arrived).nothing().holding(new ProcessingPlan.Hold(failure));
            },
            nothing -> {})
        .held();
  }

  /** Runs in a transaction in which the ledger's tables are those of the live place. */
  public <T> T inTransaction(Supplier<T> work) {
    return Objects.requireNonNull(
        transactions.execute(
            ignored -> {
              stage.enter();
              return work.get();
            }));
  }

  private @Nullable UUID held(ProcessingPlan step, SequenceResolver ordering) {
    ProcessingPlan.Hold hold = step.hold();
    return hold == null || ordering.next().isEmpty()
        ? null
        : ledger.deadLetters().hold(ordering.next().getFirst(), hold);
  }
}
