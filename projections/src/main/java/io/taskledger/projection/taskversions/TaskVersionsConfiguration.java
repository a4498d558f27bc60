package io.taskledger.projection.taskversions;

import io.taskledger.messaging.inbox.InboxConsumer;
import io.taskledger.projection.batch.ProjectionProcessor;
import io.taskledger.projection.generation.ProjectionSources;
import org.axonframework.config.ConfigurerModule;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The source of the versions, and who follows it. */
@Configuration(proxyBeanMethods = false)
class TaskVersionsConfiguration {
  @Bean
  InboxConsumer taskVersionsSource(ProjectionSources sources, TaskVersionsProjection projection) {
    return sources.source(projection);
  }

  @Bean
  static ConfigurerModule taskVersionsProcessor(
      @Qualifier("taskVersionsSource") InboxConsumer source) {
    return ProjectionProcessor.following(TaskVersionsProjection.NAME, source);
  }
}
