package io.taskledger.events.ordered;

import io.micrometer.core.instrument.MeterRegistry;
import io.taskledger.events.codec.Topic;
import io.taskledger.events.kafka.KafkaSettings;
import io.taskledger.events.ordered.applying.FeedApply;
import io.taskledger.events.ordered.applying.OrderedApply;
import io.taskledger.events.ordered.applying.Stage;
import io.taskledger.events.ordered.ledger.ConsumerLedger;
import java.util.Collection;
import javax.sql.DataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes ordered sources over one database and one Kafka cluster. */
public final class OrderedSources {
  private final KafkaSettings kafka;
  private final DataSource dataSource;
  private final TransactionTemplate transactions;
  private final MeterRegistry meters;

  /** Sources whose progress lies in the tables of {@code db/ordered} in this database. */
  public OrderedSources(
      KafkaSettings kafka,
      DataSource dataSource,
      PlatformTransactionManager transactionManager,
      MeterRegistry meters) {
    this.kafka = kafka;
    this.dataSource = dataSource;
    this.transactions = new TransactionTemplate(transactionManager);
    this.meters = meters;
  }

  /**
   * The source of one consumer group; a Spring bean, so that it starts and stops with the service.
   */
  public OrderedKafkaSource source(String consumer, Collection<Topic> topics) {
    return source(consumer, topics, Stage.FIXED);
  }

  /** As {@link #source(String, Collection)}, for a view that has generations. */
  public OrderedKafkaSource source(String consumer, Collection<Topic> topics, Stage stage) {
    var ledger = new ConsumerLedger(consumer, dataSource);
    var apply = new OrderedApply(ledger, transactions, stage);
    return new OrderedKafkaSource(topics, kafka, ledger, apply, stage, meters);
  }

  /** What applies events of the feed for a consumer, at a place that the stage says. */
  public FeedApply feed(String consumer, Stage stage) {
    return new FeedApply(
        new OrderedApply(new ConsumerLedger(consumer, dataSource), transactions, stage));
  }
}
