package io.taskledger.projection.people;

import io.taskledger.events.codec.Topic;
import io.taskledger.events.ordered.OrderedKafkaSource;
import io.taskledger.events.ordered.OrderedSources;
import io.taskledger.projection.batch.ProjectionProcessor;
import java.util.Set;
import org.axonframework.config.ConfigurerModule;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The source of people, and who follows it. */
@Configuration(proxyBeanMethods = false)
class PeopleConfiguration {
  @Bean
  OrderedKafkaSource peopleSource(OrderedSources sources) {
    return sources.source(PeopleProjector.NAME, Set.of(Topic.USER_REGISTERED));
  }

  @Bean
  static ConfigurerModule peopleProcessor(@Qualifier("peopleSource") OrderedKafkaSource source) {
    return ProjectionProcessor.following(PeopleProjector.NAME, source);
  }
}
