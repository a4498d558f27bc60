package io.taskledger.projection;

import io.micrometer.core.instrument.MeterRegistry;
import io.taskledger.eventstream.EventStreamClient;
import io.taskledger.messaging.codec.StableNameSerializer;
import io.taskledger.messaging.inbox.InboxConsumers;
import io.taskledger.messaging.inbox.InboxConsumers.EventStreamSettings;
import io.taskledger.messaging.kafka.KafkaSettings;
import io.taskledger.messaging.kafka.TopicCreation;
import io.taskledger.web.service.ResourceServerConfiguration;
import java.net.URI;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * What all projections share: the topics, the sources over them, the clock, and what stands before
 * the controllers.
 */
@Configuration(proxyBeanMethods = false)
@Import(ResourceServerConfiguration.class)
@EnableConfigurationProperties(KafkaSettings.class)
class ProjectionsConfiguration {
  @Bean
  TopicCreation topicCreation(KafkaSettings kafka) {
    return new TopicCreation(kafka);
  }

  /** Depends on the topics, so that no consumer subscribes to what is not there yet. */
  @Bean
  InboxConsumers inboxConsumers(
      TopicCreation created,
      KafkaSettings kafka,
      DataSource dataSource,
      PlatformTransactionManager transactionManager,
      MeterRegistry meters,
      EventStreamClient eventStream) {
    return new InboxConsumers(
        kafka, dataSource, transactionManager, meters, EventStreamSettings.repairing(eventStream));
  }

  /** Axon asks for one; nothing is serialized here. */
  @Bean
  @Primary
  StableNameSerializer serializer() {
    return new StableNameSerializer();
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  EventStreamClient eventStream(
      @Value("${taskledger.command-side.uri:http://localhost:18001}") URI commandSide,
      @Value("${taskledger.service-token:}") String serviceToken) {
    return new EventStreamClient(commandSide, serviceToken);
  }
}
