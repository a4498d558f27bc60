package io.taskledger.notification.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.taskledger.events.codec.EventHeader;
import io.taskledger.events.codec.Topic;
import io.taskledger.eventstream.EventStreamClient;
import io.taskledger.messaging.codec.EventLogContext;
import io.taskledger.messaging.inbox.InboxConsumer;
import io.taskledger.messaging.inbox.InboxConsumers;
import io.taskledger.messaging.inbox.InboxConsumers.EventStreamSettings;
import io.taskledger.messaging.kafka.KafkaSettings;
import io.taskledger.messaging.kafka.TopicCreation;
import io.taskledger.messaging.relay.OutboxRelay;
import io.taskledger.messaging.relay.OutboxRelaySupervisor;
import io.taskledger.notification.Processors;
import io.taskledger.notification.delivery.MailSettings;
import io.taskledger.notification.reminder.TasksWithoutReminder;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.messaging.SubscribableMessageSource;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** How events come in from Kafka, and go out again. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({KafkaSettings.class, MailSettings.class, ReminderSettings.class})
class Processing {
  private static final int SAGA_BATCH = 20;
  private static final List<Topic> FOLLOWED =
      List.of(
          Topic.USER_REGISTERED,
          Topic.TASK_CREATED,
          Topic.TASK_UPDATED,
          Topic.TASK_COMPLETED,
          Topic.TASK_DELETED,
          Topic.TASK_RESTORED);

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  TopicCreation topicCreation(KafkaSettings kafka) {
    return new TopicCreation(kafka);
  }

  @Bean
  InboxConsumer tasksAndUsers(
      TopicCreation topicsFirst,
      KafkaSettings kafka,
      DataSource dataSource,
      PlatformTransactionManager transactions,
      MeterRegistry meters,
      @Value("${taskledger.command-side.uri}") URI commandSide,
      @Value("${taskledger.service-token}") String serviceToken) {
    var eventStream = new EventStreamClient(commandSide, serviceToken);
    return new InboxConsumers(
            kafka, dataSource, transactions, meters, EventStreamSettings.bootstrapping(eventStream))
        .consumer(Processors.REMINDERS, FOLLOWED);
  }

  @Bean
  OutboxRelaySupervisor outboxRelay(EventProcessingConfiguration processing) {
    return new OutboxRelaySupervisor(processing);
  }

  @Bean
  CorrelationDataProvider correlation() {
    return new SimpleCorrelationDataProvider(EventHeader.CORRELATED.toArray(String[]::new));
  }

  // Static and with providers: Axon asks for it while those beans are still to be made.
  @Bean
  static ConfigurerModule processors(
      ObjectProvider<InboxConsumer> tasksAndUsers,
      ObjectProvider<TasksWithoutReminder> quietTasks,
      ObjectProvider<KafkaSettings> kafka,
      @Qualifier("eventSerializer") ObjectProvider<Serializer> eventSerializer) {
    return configurer ->
        configurer.eventProcessing(
            processing -> {
              // Whatever fails rolls its batch back; logging it and going on would lose a reminder.
              processing
                  .registerDefaultErrorHandler(ignored -> PropagatingErrorHandler.instance())
                  .registerDefaultListenerInvocationErrorHandler(
                      ignored -> PropagatingErrorHandler.instance())
                  .registerSubscribingEventProcessor(
                      Processors.REMINDERS,
                      ignored -> withoutQuiet(tasksAndUsers.getObject(), quietTasks.getObject()))
                  .registerHandlerInterceptor(
                      Processors.REMINDERS, ignored -> new EventLogContext(Processors.REMINDERS));
              OutboxRelay.register(processing, kafka.getObject(), eventSerializer.getObject());
            });
  }

  /**
   * What is left of the batches of an inbox when quiet tasks are handled. It is handed over in
   * small units of work: Axon's saga repository looks through all sagas of a unit for each event.
   */
  private static SubscribableMessageSource<EventMessage<?>> withoutQuiet(
      InboxConsumer inbox, TasksWithoutReminder quietTasks) {
    return subscriber ->
        inbox.subscribe(
            batch -> {
              List<EventMessage<?>> left = quietTasks.handle(batch);
              for (int from = 0; from < left.size(); from += SAGA_BATCH) {
                subscriber.accept(left.subList(from, Math.min(from + SAGA_BATCH, left.size())));
              }
            });
  }
}
