package io.taskledger.projection.dashboard;

import io.taskledger.messaging.inbox.InboxConsumer;
import io.taskledger.projection.batch.ProjectionProcessor;
import io.taskledger.projection.generation.ProjectionSources;
import org.axonframework.config.ConfigurerModule;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import redis.clients.jedis.RedisClient;

/** The source of the dashboards, who follows it, and where they are kept. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RedisSettings.class)
class DashboardConfiguration {
  @Bean
  InboxConsumer dashboardSource(ProjectionSources sources, DashboardProjection projection) {
    return sources.source(projection);
  }

  @Bean
  static ConfigurerModule dashboardProcessor(@Qualifier("dashboardSource") InboxConsumer source) {
    return ProjectionProcessor.following(DashboardProjection.NAME, source);
  }

  @Bean
  RedisClient redis(RedisSettings settings) {
    return settings.client();
  }
}
