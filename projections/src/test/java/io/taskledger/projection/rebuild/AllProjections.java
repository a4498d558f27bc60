package io.taskledger.projection.rebuild;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.taskledger.events.feed.EventFeed;
import io.taskledger.events.kafka.KafkaSettings;
import io.taskledger.events.ordered.OrderedSources;
import io.taskledger.projection.generation.Projection;
import io.taskledger.projection.testing.ByHand;
import io.taskledger.projection.testing.ProjectionsDatabase;
import io.taskledger.servers.TestServers;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.axonframework.config.ProcessingGroup;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.PlatformTransactionManager;
import redis.clients.jedis.RedisClient;

/**
 * Every projection of the service with its own handlers, but without Kafka and without threads: the
 * test delivers, and says when a rebuild is worked on.
 */
final class AllProjections implements AutoCloseable {
  private static final List<String> PACKAGES =
      List.of(
          "generation", "rebuild", "tasklist", "taskversions", "audittrail", "people", "dashboard");

  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();
  final RedisClient redis =
      RedisClient.builder().hostAndPort("localhost", TestServers.redis().port()).build();
  final Map<Projection, ByHand> byHand = new TreeMap<>(Comparator.comparing(Projection::name));
  final RebuildRequests requests;
  final Rebuilds rebuilds;
  private final ProjectionsDatabase database;

  AllProjections(ProjectionsDatabase database, EventFeed feed, double memoryShare) {
    this.database = database;
    var transactions = database.transactions();
    context.registerBean(JdbcTemplate.class, database::jdbc);
    context.registerBean(JdbcClient.class, () -> JdbcClient.create(database.dataSource()));
    // The pool is not the context's to close.
    context.registerBean(
        DataSource.class, database::dataSource, bean -> bean.setDestroyMethodName(""));
    context.registerBean(PlatformTransactionManager.class, () -> transactions);
    context.registerBean(EventFeed.class, () -> feed);
    context.registerBean(RedisClient.class, () -> redis, bean -> bean.setDestroyMethodName(""));
    context.registerBean(Clock.class, Clock::systemUTC);
    context.registerBean(
        OrderedSources.class,
        () ->
            new OrderedSources(
                new KafkaSettings("not-used:1", Map.of()),
                database.dataSource(),
                transactions,
                new SimpleMeterRegistry()));
    context
        .getEnvironment()
        .getSystemProperties()
        .putAll(
            Map.of(
                "taskledger.rebuild.feed-patience",
                "0s",
                "spring.flyway.default-schema",
                "projections",
                "taskledger.rebuild.memory-share",
                Double.toString(memoryShare)));
    var scanner = new ClassPathBeanDefinitionScanner(context);
    scanner.addExcludeFilter(new AnnotationTypeFilter(Configuration.class));
    scanner.addExcludeFilter(new AnnotationTypeFilter(Controller.class));
    scanner.addExcludeFilter(new AssignableTypeFilter(SmartLifecycle.class));
    scanner.scan(PACKAGES.stream().map("io.taskledger.projection."::concat).toArray(String[]::new));
    context.getBeanFactory().setConversionService(new ApplicationConversionService());
    context.refresh();
    requests = context.getBean(RebuildRequests.class);
    rebuilds = context.getBean(Rebuilds.class);
    context
        .getBeansOfType(Projection.class)
        .values()
        .forEach(each -> byHand.put(each, new ByHand(each, handler(each.name()), database)));
  }

  /** Works on everything that there is to do, once. */
  void work() {
    context.getAutowireCapableBeanFactory().createBean(RebuildWorker.class).workOnce();
  }

  /** What readers see, everything of it. */
  Map<String, List<String>> content() {
    Map<String, List<String>> content = new TreeMap<>();
    for (Projection projection : byHand.keySet()) {
      for (String table : projection.tables().keySet()) {
        content.put(
            table,
            database
                .jdbc()
                .queryForList("select t::text from " + table + " t order by 1", String.class));
      }
      if (projection.store().equals("redis")) {
        content.put(projection.name(), keys(projection));
      }
    }
    return content;
  }

  private List<String> keys(Projection projection) {
    String prefix =
        database
                .jdbc()
                .queryForObject(
                    "select schema_name from generation where state = 'live' and projection = ?",
                    String.class,
                    projection.name())
            + ":";
    return redis.keys(prefix + "*").stream()
        .filter(key -> key.startsWith(prefix + "task:") || key.startsWith(prefix + "user:"))
        .map(key -> key.substring(prefix.length()) + " " + value(key))
        .filter(text -> !text.endsWith("{}"))
        .sorted()
        .toList();
  }

  private Object value(String key) {
    return switch (redis.type(key)) {
      case "string" -> redis.get(key);
      case "hash" -> {
        Map<String, String> counts = new TreeMap<>(redis.hgetAll(key));
        counts.values().removeIf("0"::equals);
        yield counts;
      }
      default -> redis.zrangeWithScores(key, 0, -1).toString();
    };
  }

  private Object handler(String name) {
    return Arrays.stream(context.getBeanNamesForAnnotation(ProcessingGroup.class))
        .map(context::getBean)
        .filter(bean -> bean.getClass().getAnnotation(ProcessingGroup.class).value().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    context.close();
    redis.close();
  }
}
