package io.taskledger.messaging.inbox.processing;

import io.taskledger.messaging.inbox.ordering.PartitionedEvent;
import io.taskledger.messaging.inbox.ordering.ReceivedEvent;
import io.taskledger.messaging.inbox.store.ConsumerInbox;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies a batch of a Kafka consumer: all of it in one transaction, or, when that keeps failing,
 * each stream by itself, so that an event that its handler refuses stops no stream but its own.
 */
public final class BatchProcessor {
  private static final Logger log = LoggerFactory.getLogger(BatchProcessor.class);

  private final ConsumerInbox ledger;
  private final InboxTransaction apply;
  private final Consumer<List<? extends EventMessage<?>>> handler;
  private final IntConsumer handled;

  /**
   * Applies with this handler.
   *
   * @param handled is told of each transaction how many events it handled
   */
  public BatchProcessor(
      ConsumerInbox ledger,
      InboxTransaction apply,
      Consumer<List<? extends EventMessage<?>>> handler,
      IntConsumer handled) {
    this.ledger = ledger;
    this.apply = apply;
    this.handler = handler;
    this.handled = handled;
  }

  /** Some deliveries and the partitions that they came from. */
  record Share(TreeSet<Integer> partitions, List<ReceivedEvent> deliveries) {
    Share() {
      this(new TreeSet<>(), new ArrayList<>());
    }

    void add(PartitionedEvent arrival) {
      partitions.add(arrival.partition());
      deliveries.add(arrival.delivery());
    }
  }

  /** All in one transaction; when it throws nothing is applied. */
  public void together(Collection<PartitionedEvent> batch) {
    var all = new Share();
    batch.forEach(all::add);
    if (apply(all) > 0) {
      ledger.announce();
    }
  }

  /**
   * Each stream in a transaction of its own. Events that are refused become dead letters, unless
   * anything in this round speaks against its being the events.
   *
   * @throws RuntimeException when there was trouble of another kind; the rest is applied, and the
   *     batch is to be tried again
   */
  public void apart(Collection<PartitionedEvent> batch) {
    Map<UUID, Share> streams = new LinkedHashMap<>();
    for (PartitionedEvent each : batch) {
      streams.computeIfAbsent(each.delivery().streamId(), ignored -> new Share()).add(each);
    }
    var round = new PerStreamAttempt(ledger, this);
    streams.forEach(round::attempt);
    round.judge(streams);
  }

  int apply(Share share) {
    int count = apply.apply(share.partitions(), share.deliveries(), handler);
    handled.accept(count);
    if (log.isDebugEnabled()) {
      log.debug(
          "{} took {} deliveries and applied {} events",
          ledger.consumer(),
          share.deliveries().size(),
          count);
    }
    return count;
  }

  /** All but the one that is refused, as {@link InboxTransaction#oneByOne}. */
  void oneByOne(Share share, IntConsumer tell) {
    apply.oneByOne(share.partitions(), share.deliveries(), handler, handled.andThen(tell));
  }

  @Nullable UUID refuse(Share share, RuntimeException failure) {
    return apply.refuse(share.partitions(), share.deliveries(), failure);
  }
}
