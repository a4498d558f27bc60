package io.taskledger.notification.config;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurationScopeAwareProvider;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineManager;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** Axon's deadlines on db-scheduler, in the transactions of this service. */
@Configuration(proxyBeanMethods = false)
class Scheduling {
  // A service that was killed while it sent is noticed after four of them.
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final int MISSED_HEARTBEATS = 4;
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(8);

  @Bean(destroyMethod = "")
  Scheduler scheduler(
      DataSource dataSource,
      ObjectProvider<DbSchedulerDeadlineManager> deadlines,
      ReminderSettings settings) {
    return Scheduler.create(
            // What is armed in a transaction is armed when it commits.
            new TransactionAwareDataSourceProxy(dataSource),
            DeadlineTask.of(deadlines::getObject, settings))
        .schedulerName(new SchedulerName.Fixed("saga-notifications-" + UUID.randomUUID()))
        .serializer(new DeadlineJson())
        .threads(settings.threads())
        .pollingInterval(settings.pollInterval())
        .heartbeatInterval(HEARTBEAT)
        .missedHeartbeatsLimit(MISSED_HEARTBEATS)
        .shutdownMaxWait(STOPPED_WITHIN)
        // The task logs its failures itself, with their cause.
        .failureLogging(LogLevel.DEBUG, false)
        .build();
  }

  @Bean
  DbSchedulerDeadlineManager deadlines(
      Scheduler scheduler,
      org.axonframework.config.Configuration axon,
      Serializer serializer,
      TransactionManager transactions,
      JdbcTemplate jdbc) {
    return new Deadlines(
        DbSchedulerDeadlineManager.builder()
            .scheduler(scheduler)
            .scopeAwareProvider(new ConfigurationScopeAwareProvider(axon))
            .serializer(serializer)
            .transactionManager(transactions)
            .startScheduler(false)
            .stopScheduler(false),
        jdbc);
  }

  @Bean
  SchedulerLifecycle schedulerLifecycle(Scheduler scheduler) {
    return new SchedulerLifecycle(scheduler);
  }
}
