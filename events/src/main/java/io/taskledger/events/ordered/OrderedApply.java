package io.taskledger.events.ordered;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.transaction.support.TransactionTemplate;

/** Applies a batch and the record of it in one transaction of the consumer's own database. */
public final class OrderedApply {
  private final ConsumerLedger ledger;
  private final TransactionTemplate transactions;
  private final Stage stage;

  OrderedApply(ConsumerLedger ledger, TransactionTemplate transactions, Stage stage) {
    this.ledger = ledger;
    this.transactions = transactions;
    this.stage = stage;
  }

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
    Integer handled =
        transactions.execute(
            ignored -> {
              stage.enter();
              var batch = new OrderedBatch(ledger.lock(partitions));
              Set<UUID> streams = new LinkedHashSet<>();
              arrived.forEach(delivery -> streams.add(delivery.streamId()));
              Map<UUID, Long> applied = ledger.versions(streams);
              Ordering ordering = Ordering.of(applied, ledger.parked(streams), arrived);
              if (ordering.ready().isEmpty()) {
                // No view hears of it, so it must not count: a view outside PostgreSQL would look
                // behind.
                ledger.uncount(partitions);
              } else {
                batch.run(
                    () -> handler.accept(ordering.ready().stream().map(Delivery::event).toList()));
              }
              ledger.save(ordering);
              return ordering.ready().size();
            });
    return handled == null ? 0 : handled;
  }
}
