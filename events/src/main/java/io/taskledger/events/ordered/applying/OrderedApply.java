package io.taskledger.events.ordered.applying;

import io.taskledger.events.ordered.delivery.Delivery;
import io.taskledger.events.ordered.delivery.Ordering;
import io.taskledger.events.ordered.delivery.Step;
import io.taskledger.events.ordered.ledger.ConsumerLedger;
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
public final class OrderedApply {
  private final ConsumerLedger ledger;
  private final TransactionTemplate transactions;
  private final Stage stage;

  /** Applies what this ledger does not have yet. */
  public OrderedApply(ConsumerLedger ledger, TransactionTemplate transactions, Stage stage) {
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
      Collection<Delivery> arrived,
      Consumer<List<? extends EventMessage<?>>> handler) {
    return apply(partitions, () -> Step.of(arrived), handler).handled();
  }

  /** As above, for what turns out, with the partitions locked, to be there to do. */
  Applied apply(
      Collection<Integer> partitions,
      Supplier<Step> work,
      Consumer<List<? extends EventMessage<?>>> handler) {
    return inTransaction(
        () -> {
          var batch = new OrderedBatch(ledger.lock(partitions));
          Step step = work.get();
          Ordering ordering = ledger.order(step);
          if (ordering.ready().isEmpty()) {
            // No view hears of it, so it must not count: a view outside PostgreSQL would look
            // behind.
            ledger.uncount(partitions);
          } else {
            batch.run(
                () -> handler.accept(ordering.ready().stream().map(Delivery::event).toList()));
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
      Collection<Delivery> arrived,
      Consumer<List<? extends EventMessage<?>>> handler,
      IntConsumer handled) {
    int count;
    do {
      count = apply(partitions, () -> Step.of(arrived).nextOnly(), handler).handled();
      handled.accept(count);
    } while (count > 0);
  }

  /**
   * Parks events of one stream, of which the next was refused: it becomes a dead letter.
   *
   * @return its id, unless another of the stream is one already
   * @throws WholesaleException when so many are open that it is not for this event
   */
  @Nullable UUID refuse(
      Collection<Integer> partitions, Collection<Delivery> arrived, RuntimeException failure) {
    return apply(
            partitions,
            () -> {
              if (ledger.deadLetters().open() >= WholesaleException.MOST_DEAD_LETTERS) {
                throw new WholesaleException(
                    WholesaleException.MOST_DEAD_LETTERS + " dead letters are open",
                    List.of(failure));
              }
              return Step.of(arrived).nothing().holding(new Step.Hold(failure));
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

  private @Nullable UUID held(Step step, Ordering ordering) {
    Step.Hold hold = step.hold();
    return hold == null || ordering.next().isEmpty()
        ? null
        : ledger.deadLetters().hold(ordering.next().getFirst(), hold);
  }
}
