package io.taskledger.events.ordered;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The ordered source without Kafka: the test says what a batch is. It lies in this package to reach
 * OrderedApply.
 */
public final class OrderedByHand {
  private final OrderedApply apply;

  public OrderedByHand(
      String consumer,
      DataSource dataSource,
      PlatformTransactionManager transactions,
      Stage stage) {
    apply =
        new OrderedApply(
            new ConsumerLedger(consumer, dataSource), new TransactionTemplate(transactions), stage);
  }

  public int apply(
      Collection<Integer> partitions,
      Collection<Delivery> arrived,
      Consumer<List<? extends EventMessage<?>>> handler) {
    return apply.apply(partitions, arrived, handler);
  }
}
