package io.taskledger.projection.deadletters;

import io.taskledger.messaging.inbox.DeadLetterService;
import io.taskledger.messaging.inbox.InboxConsumer;
import java.net.URI;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whose dead letters are shown. */
@Configuration(proxyBeanMethods = false)
class DeadLetterConfiguration {
  @Bean
  DeadLetterService deadLetterBook(List<InboxConsumer> sources) {
    return new DeadLetterService(sources);
  }

  @Bean
  NotificationDeadLetters notificationDeadLetters(
      @Value("${taskledger.saga-notifications.uri}") URI service,
      @Value("${taskledger.service-token}") String serviceToken) {
    return new NotificationDeadLetters(service, serviceToken);
  }
}
