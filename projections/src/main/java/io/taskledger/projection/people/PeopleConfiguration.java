package io.taskledger.projection.people;

import io.taskledger.messaging.inbox.InboxConsumer;
import io.taskledger.projection.batch.ProjectionProcessor;
import io.taskledger.projection.generation.ProjectionSources;
import org.axonframework.config.ConfigurerModule;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The source of people, and who follows it. */
@Configuration(proxyBeanMethods = false)
class PeopleConfiguration {
  @Bean
  InboxConsumer peopleSource(ProjectionSources sources, PeopleProjection projection) {
    return sources.source(projection);
  }

  @Bean
  static ConfigurerModule peopleProcessor(@Qualifier("peopleSource") InboxConsumer source) {
    return ProjectionProcessor.following(PeopleProjection.NAME, source);
  }
}
