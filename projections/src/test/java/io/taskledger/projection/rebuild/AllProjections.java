package io.taskledger.projection.rebuild;

import io.taskledger.devservers.TestServers;
import io.taskledger.eventstream.EventStreamClient;
import io.taskledger.projection.generation.Projection;
import io.taskledger.projection.testing.ByHand;
import io.taskledger.projection.testing.ProjectionsDatabase;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.config.ProcessingGroup;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import redis.clients.jedis.RedisClient;

/**
 * Every projection of the service with its own handlers, but without Kafka and without threads: the
 * test delivers, and says when a rebuild is worked on.
 */
final class AllProjections implements AutoCloseable {
  private static final List<String> PACKAGES =
      List.of(
          "generation",
          "rebuild",
          "replay",
          "tasklist",
          "taskversions",
          "audittrail",
          "people",
          "dashboard");

  private final AnnotationConfigApplicationContext context;
  final RedisClient redis = RedisClient.create(TestServers.redis().uri());
  final Map<Projection, ByHand> byHand = new TreeMap<>(Comparator.comparing(Projection::name));
  final RebuildRequests requests;
  final Rebuilds rebuilds;
  private final ProjectionsDatabase database;

  AllProjections(ProjectionsDatabase database, EventStreamClient feed, double memoryShare) {
    this.database = database;
    context = HandDrivenContext.of(database, feed, memoryShare, PACKAGES, List.of(redis));
    requests = context.getBean(RebuildRequests.class);
    rebuilds = context.getBean(Rebuilds.class);
    HandDrivenContext.projections(context)
        .forEach(each -> byHand.put(each, new ByHand(each, handler(each.name()), database)));
  }

  /** Works on everything that there is to do, once. */
  void work() {
    HandDrivenContext.work(context);
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
      if (projection.outline().store().equals("redis")) {
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
