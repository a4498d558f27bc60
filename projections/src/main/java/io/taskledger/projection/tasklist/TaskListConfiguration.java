package io.taskledger.projection.tasklist;

import io.taskledger.events.ordered.OrderedKafkaSource;
import io.taskledger.events.ordered.OrderedSources;
import io.taskledger.projection.batch.ProjectionProcessor;
import io.taskledger.projection.batch.Topics;
import org.axonframework.config.ConfigurerModule;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The source of the task list, and who follows it. */
@Configuration(proxyBeanMethods = false)
class TaskListConfiguration {
  @Bean
  OrderedKafkaSource taskListSource(OrderedSources sources) {
    return sources.source(TaskListProjector.NAME, Topics.OF_TASKS);
  }

  @Bean
  static ConfigurerModule taskListProcessor(
      @Qualifier("taskListSource") OrderedKafkaSource source) {
    return ProjectionProcessor.following(TaskListProjector.NAME, source);
  }
}
