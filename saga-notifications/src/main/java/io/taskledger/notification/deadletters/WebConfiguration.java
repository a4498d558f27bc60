package io.taskledger.notification.deadletters;

import io.taskledger.messaging.inbox.DeadLetterService;
import io.taskledger.messaging.inbox.InboxConsumer;
import io.taskledger.web.service.ServiceWebConfiguration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** HTTP for other services only: users are not authenticated here. */
@Configuration(proxyBeanMethods = false)
@Import(ServiceWebConfiguration.class)
class WebConfiguration {
  @Bean
  DeadLetterService deadLetterBook(List<InboxConsumer> sources) {
    return new DeadLetterService(sources);
  }
}
