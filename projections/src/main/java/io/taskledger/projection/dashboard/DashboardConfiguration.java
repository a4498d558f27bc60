package io.taskledger.projection.dashboard;

import io.taskledger.events.feed.EventFeed;
import io.taskledger.events.ordered.OrderedKafkaSource;
import io.taskledger.events.ordered.OrderedSources;
import io.taskledger.projection.batch.ProjectionProcessor;
import io.taskledger.projection.batch.Topics;
import java.net.URI;
import java.time.Clock;
import org.axonframework.config.ConfigurerModule;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import redis.clients.jedis.RedisClient;

/** The source of the dashboards, who follows it, and where they are kept. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DashboardKeys.class, RedisSettings.class})
class DashboardConfiguration {
  @Bean
  OrderedKafkaSource dashboardSource(OrderedSources sources) {
    return sources.source(DashboardProjector.NAME, Topics.OF_TASKS);
  }

  @Bean
  static ConfigurerModule dashboardProcessor(
      @Qualifier("dashboardSource") OrderedKafkaSource source) {
    return ProjectionProcessor.following(DashboardProjector.NAME, source);
  }

  @Bean
  RedisClient redis(RedisSettings settings) {
    return settings.client();
  }

  @Bean
  Commands dashboardCommands(DashboardKeys keys, Clock clock) {
    return new Commands(keys, clock);
  }

  @Bean
  EventFeed eventFeed(
      @Value("${taskledger.command-side.uri:http://localhost:18001}") URI commandSide,
      @Value("${taskledger.service-token:}") String serviceToken) {
    return new EventFeed(commandSide, serviceToken);
  }
}
