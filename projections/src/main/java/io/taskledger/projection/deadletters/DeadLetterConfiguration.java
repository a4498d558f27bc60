package io.taskledger.projection.deadletters;

import io.taskledger.events.ordered.DeadLetterBook;
import io.taskledger.events.ordered.OrderedKafkaSource;
import java.net.URI;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whose dead letters are shown. */
@Configuration(proxyBeanMethods = false)
class DeadLetterConfiguration {
  @Bean
  DeadLetterBook deadLetterBook(List<OrderedKafkaSource> sources) {
    return new DeadLetterBook(sources);
  }

  @Bean
  NotificationDeadLetters notificationDeadLetters(
      @Value("${taskledger.saga-notifications.uri}") URI service,
      @Value("${taskledger.service-token}") String serviceToken) {
    return new NotificationDeadLetters(service, serviceToken);
  }
}
