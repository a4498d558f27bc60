package io.taskledger.messaging.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.taskledger.events.codec.Topic;
import io.taskledger.messaging.inbox.processing.InboxTransaction;
import io.taskledger.messaging.inbox.processing.StreamedEventProcessor;
import io.taskledger.messaging.inbox.processing.ViewTarget;
import io.taskledger.messaging.inbox.store.ConsumerInbox;
import io.taskledger.messaging.kafka.KafkaSettings;
import java.util.Collection;
import javax.sql.DataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes ordered sources over one database and one Kafka cluster. */
public final class InboxConsumers {
  private final KafkaSettings kafka;
  private final DataSource dataSource;
  private final TransactionTemplate transactions;
  private final MeterRegistry meters;

  /** Sources whose progress lies in the tables of {@code db/inbox} in this database. */
  public InboxConsumers(
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
  public InboxConsumer source(String consumer, Collection<Topic> topics) {
    return source(consumer, topics, ViewTarget.FIXED);
  }

  /** As {@link #source(String, Collection)}, for a view that has generations. */
  public InboxConsumer source(String consumer, Collection<Topic> topics, ViewTarget stage) {
    var ledger = new ConsumerInbox(consumer, dataSource);
    var apply = new InboxTransaction(ledger, transactions, stage);
    return new InboxConsumer(topics, kafka, ledger, apply, stage, meters);
  }

  /** What applies events of the feed for a consumer, at a place that the stage says. */
  public StreamedEventProcessor feed(String consumer, ViewTarget stage) {
    return new StreamedEventProcessor(
        new InboxTransaction(new ConsumerInbox(consumer, dataSource), transactions, stage));
  }
}
