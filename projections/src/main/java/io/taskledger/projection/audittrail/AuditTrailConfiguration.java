package io.taskledger.projection.audittrail;

import io.taskledger.messaging.inbox.InboxConsumer;
import io.taskledger.projection.batch.ProjectionProcessor;
import io.taskledger.projection.generation.ProjectionSources;
import org.axonframework.config.ConfigurerModule;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The source of the audit trail, and who follows it. */
@Configuration(proxyBeanMethods = false)
class AuditTrailConfiguration {
  @Bean
  InboxConsumer auditTrailSource(ProjectionSources sources, AuditTrailProjection projection) {
    return sources.source(projection);
  }

  @Bean
  static ConfigurerModule auditTrailProcessor(@Qualifier("auditTrailSource") InboxConsumer source) {
    return ProjectionProcessor.following(AuditTrailProjection.NAME, source);
  }
}
