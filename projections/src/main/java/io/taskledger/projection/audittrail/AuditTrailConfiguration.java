package io.taskledger.projection.audittrail;

import io.taskledger.events.codec.Topic;
import io.taskledger.events.ordered.OrderedKafkaSource;
import io.taskledger.events.ordered.OrderedSources;
import io.taskledger.projection.batch.ProjectionProcessor;
import java.util.EnumSet;
import org.axonframework.config.ConfigurerModule;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The source of the audit trail, and who follows it. */
@Configuration(proxyBeanMethods = false)
class AuditTrailConfiguration {
  @Bean
  OrderedKafkaSource auditTrailSource(OrderedSources sources) {
    return sources.source(AuditTrailProjector.NAME, EnumSet.allOf(Topic.class));
  }

  @Bean
  static ConfigurerModule auditTrailProcessor(
      @Qualifier("auditTrailSource") OrderedKafkaSource source) {
    return ProjectionProcessor.following(AuditTrailProjector.NAME, source);
  }
}
