package io.taskledger.messaging.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.taskledger.events.codec.Topic;
import io.taskledger.eventstream.EventStreamClient;
import io.taskledger.messaging.inbox.processing.BatchProcessor;
import io.taskledger.messaging.inbox.processing.InboxTransaction;
import io.taskledger.messaging.inbox.processing.ViewTarget;
import io.taskledger.messaging.inbox.store.ConsumerInbox;
import io.taskledger.messaging.kafka.KafkaSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes the inboxes of a service, over one database and one Kafka cluster. */
public final class InboxConsumers {
  private final KafkaSettings kafka;
  private final DataSource dataSource;
  private final TransactionTemplate transactions;
  private final MeterRegistry meters;
  private final @Nullable EventStreamSettings eventStream;

  /**
   * What a consumer reads from the event stream.
   *
   * @param gapAge how long a missing event is waited for before it is fetched
   * @param isBootstrap whether a consumer that has read nothing begins with the event stream, and
   *     not with what Kafka still has
   */
  public record EventStreamSettings(
      EventStreamClient client, Duration gapAge, boolean isBootstrap) {
    private static final Duration USUAL_GAP_AGE = Duration.ofSeconds(5);

    /** For views that are filled by a rebuild: gaps are closed. */
    public static EventStreamSettings repairing(EventStreamClient client) {
      return new EventStreamSettings(client, USUAL_GAP_AGE, false);
    }

    /** For consumers without a rebuild: gaps are closed, and the past is read first. */
    public static EventStreamSettings bootstrapping(EventStreamClient client) {
      return new EventStreamSettings(client, USUAL_GAP_AGE, true);
    }
  }

  /**
   * Inboxes whose progress is in the tables of {@code db/inbox} in this database.
   *
   * @param eventStream absent where gaps are not repaired
   */
  public InboxConsumers(
      KafkaSettings kafka,
      DataSource dataSource,
      PlatformTransactionManager transactionManager,
      MeterRegistry meters,
      @Nullable EventStreamSettings eventStream) {
    this.kafka = kafka;
    this.dataSource = dataSource;
    this.transactions = new TransactionTemplate(transactionManager);
    this.meters = meters;
    this.eventStream = eventStream;
  }

  /**
   * The inbox of one consumer group; a Spring bean, so that it starts and stops with the service.
   */
  public InboxConsumer consumer(String name, Collection<Topic> topics) {
    return consumer(name, topics, ViewTarget.FIXED);
  }

  /** As {@link #consumer(String, Collection)}, for a view that has several versions. */
  public InboxConsumer consumer(String name, Collection<Topic> topics, ViewTarget target) {
    return new InboxConsumer(
        Set.copyOf(topics),
        kafka,
        new ConsumerInbox(name, dataSource, target.versionsOfView()),
        transactions,
        target,
        eventStream,
        meters);
  }

  /** Processes events of the event stream for a consumer, in the version of the view given. */
  public BatchProcessor replay(
      String name, ViewTarget target, Consumer<List<? extends EventMessage<?>>> handler) {
    var inbox = new ConsumerInbox(name, dataSource, target.versionsOfView());
    return new BatchProcessor(
        new InboxTransaction(inbox, transactions, target, Set.of(), handler), count -> {});
  }
}
