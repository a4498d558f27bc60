package io.taskledger.command.eventstore;

import io.taskledger.events.codec.EventHeader;
import io.taskledger.messaging.codec.StableNameSerializer;
import io.taskledger.messaging.kafka.KafkaSettings;
import io.taskledger.messaging.kafka.TopicCreation;
import io.taskledger.messaging.relay.OutboxRelay;
import io.taskledger.messaging.relay.OutboxRelaySupervisor;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** The event store, its outbox relay, and the buses of Axon around it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KafkaSettings.class)
class EventStoreConfiguration {
  /** How soon events of another command-side process are noticed. */
  private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

  @Bean
  @Qualifier("eventSerializer")
  StableNameSerializer eventSerializer() {
    return new StableNameSerializer();
  }

  @Bean(destroyMethod = "close")
  PostgresEventStorageEngine eventStorageEngine(
      DataSource dataSource, StableNameSerializer eventSerializer, SnapshotType snapshots) {
    return new PostgresEventStorageEngine(dataSource, eventSerializer, snapshots);
  }

  @Bean
  HealthIndicator eventStoreWriter(PostgresEventStorageEngine engine) {
    return engine::writerHealth;
  }

  @Bean
  OutboxRelaySupervisor outboxRelay(EventProcessingConfiguration processing) {
    return new OutboxRelaySupervisor(processing);
  }

  @Bean(name = "eventBus", destroyMethod = "shutDown")
  @Qualifier("eventStore")
  EmbeddedEventStore eventStore(PostgresEventStorageEngine engine) {
    return EmbeddedEventStore.builder()
        .storageEngine(engine)
        .fetchDelay(POLL_INTERVAL.toMillis())
        .build();
  }

  /**
   * Commands run without a transaction of their own: their only write is the append, and a pooled
   * connection that waits for the group commit would be wasted.
   */
  @Bean
  @Qualifier("localSegment")
  SimpleCommandBus commandBus(CorrelationDataProvider correlation) {
    SimpleCommandBus bus =
        SimpleCommandBus.builder().transactionManager(NoTransactionManager.instance()).build();
    bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(correlation));
    return bus;
  }

  @Bean
  CorrelationDataProvider correlation() {
    return new SimpleCorrelationDataProvider(EventHeader.CORRELATED.toArray(String[]::new));
  }

  @Bean
  TransactionManager axonTransactions(PlatformTransactionManager transactions) {
    return new SpringTransactionManager(transactions);
  }

  @Bean
  TokenStore tokenStore(DataSource dataSource, Serializer serializer) {
    return JdbcTokenStore.builder()
        .connectionProvider(
            new UnitOfWorkAwareConnectionProviderWrapper(
                new SpringDataSourceConnectionProvider(dataSource)))
        .serializer(serializer)
        .nodeId("command-side-" + UUID.randomUUID())
        .claimTimeout(Duration.ofSeconds(10))
        .schema(
            TokenSchema.builder()
                .setTokenTable("token_entry")
                .setProcessorNameColumn("processor_name")
                .setTokenTypeColumn("token_type")
                .build())
        .build();
  }

  @Bean
  TopicCreation topics(KafkaSettings kafka) {
    return new TopicCreation(kafka);
  }

  @Bean
  static ConfigurerModule relay(
      KafkaSettings kafka, @Qualifier("eventSerializer") StableNameSerializer serializer) {
    return configurer -> OutboxRelay.register(configurer.eventProcessing(), kafka, serializer);
  }

  /** Whole milliseconds, so that the store and Kafka have the same time of an event. */
  @Bean
  Clock clock() {
    Clock millis = Clock.tickMillis(ZoneOffset.UTC);
    GenericEventMessage.clock = millis;
    return millis;
  }
}
