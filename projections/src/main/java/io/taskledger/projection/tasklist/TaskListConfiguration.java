package io.taskledger.projection.tasklist;

import io.taskledger.messaging.inbox.InboxConsumer;
import io.taskledger.projection.batch.ProjectionProcessor;
import io.taskledger.projection.generation.ProjectionSources;
import org.axonframework.config.ConfigurerModule;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The source of the task list, and who follows it. */
@Configuration(proxyBeanMethods = false)
class TaskListConfiguration {
  @Bean
  InboxConsumer taskListSource(ProjectionSources sources, TaskListProjection projection) {
    return sources.source(projection);
  }

  @Bean
  static ConfigurerModule taskListProcessor(@Qualifier("taskListSource") InboxConsumer source) {
    return ProjectionProcessor.following(TaskListProjection.NAME, source);
  }
}
