package io.taskledger.projection.rebuild;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.taskledger.eventstream.EventStreamClient;
import io.taskledger.messaging.inbox.InboxConsumers;
import io.taskledger.messaging.kafka.KafkaSettings;
import io.taskledger.projection.generation.Projection;
import io.taskledger.projection.testing.ProjectionsDatabase;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Some packages of the service, without Kafka and without threads. */
final class HandDrivenContext {
  private HandDrivenContext() {}

  /** With these packages below that of the service, and these projections besides. */
  static AnnotationConfigApplicationContext of(
      ProjectionsDatabase database,
      EventStreamClient feed,
      double memoryShare,
      List<String> packages,
      List<Object> more) {
    var context = new AnnotationConfigApplicationContext();
    var transactions = database.transactions();
    context.registerBean(JdbcTemplate.class, database::jdbc);
    context.registerBean(JdbcClient.class, () -> JdbcClient.create(database.dataSource()));
    // What the test has made is not the context's to close.
    context.registerBean(
        DataSource.class, database::dataSource, bean -> bean.setDestroyMethodName(""));
    more.forEach(each -> register(context, each));
    context.registerBean(PlatformTransactionManager.class, () -> transactions);
    context.registerBean(EventStreamClient.class, () -> feed);
    context.registerBean(Clock.class, Clock::systemUTC);
    context.registerBean(
        InboxConsumers.class,
        () ->
            new InboxConsumers(
                new KafkaSettings("not-used:1", Map.of()),
                database.dataSource(),
                transactions,
                new SimpleMeterRegistry(),
                null));
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "test",
                Map.of(
                    "taskledger.rebuild.feed-patience", "0s",
                    "taskledger.rebuild.memory-share", Double.toString(memoryShare),
                    "spring.flyway.default-schema", "projections")));
    context.getBeanFactory().setConversionService(new ApplicationConversionService());
    var scanner = new ClassPathBeanDefinitionScanner(context);
    scanner.addExcludeFilter(new AnnotationTypeFilter(Configuration.class));
    scanner.addExcludeFilter(new AssignableTypeFilter(SmartLifecycle.class));
    scanner.scan(packages.stream().map("io.taskledger.projection."::concat).toArray(String[]::new));
    context.refresh();
    return context;
  }

  @SuppressWarnings("unchecked")
  private static void register(AnnotationConfigApplicationContext context, Object bean) {
    context.registerBean(
        (Class<Object>) bean.getClass(), () -> bean, given -> given.setDestroyMethodName(""));
  }

  /** Works on all rebuilds that there are to work on, once. */
  static void work(AnnotationConfigApplicationContext context) {
    context.getAutowireCapableBeanFactory().createBean(RebuildWorker.class).workOnce();
  }

  /** The projections of a context. */
  static List<Projection> projections(AnnotationConfigApplicationContext context) {
    return List.copyOf(context.getBeansOfType(Projection.class).values());
  }
}
