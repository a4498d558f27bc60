package io.taskledger.projection.dashboard;

import io.taskledger.projection.dashboard.redis.DashboardKeys;
import io.taskledger.projection.testing.ProjectionsDatabase;
import java.util.Map;
import java.util.TreeMap;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.ScanParams;

/** Reads the dashboards as query-side does: PostgreSQL's count first, then Redis. */
final class DashboardReader {
  private final UnifiedJedis redis;
  private final DashboardKeys keys;
  private final ProjectionsDatabase database;

  DashboardReader(UnifiedJedis redis, DashboardKeys keys, ProjectionsDatabase database) {
    this.redis = redis;
    this.keys = keys;
    this.database = database;
  }

  /** Whether a reader is told that the view is behind. */
  boolean isBehind() {
    Map<Integer, Long> applied = new TreeMap<>();
    database
        .jdbc()
        .query(
            "select partition, batches from inbox_partition where consumer = 'dashboard'",
            row -> {
              applied.put(row.getInt(1), row.getLong(2));
            });
    Map<String, String> progress = redis.hgetAll(keys.generation() + ":progress");
    return applied.entrySet().stream()
        .anyMatch(
            each -> {
              String found = progress.get(each.getKey().toString());
              return found == null || Long.parseLong(found) < each.getValue();
            });
  }

  /** Everything that users can be shown; counts of zero are left out. */
  Map<String, String> content() {
    Map<String, String> content = new TreeMap<>();
    String prefix = keys.generation() + ":user:";
    var scan = redis.scan("0", new ScanParams().match(prefix + "*").count(10_000));
    while (true) {
      for (String key : scan.getResult()) {
        String[] userAndKind = key.substring(prefix.length()).split(":");
        switch (userAndKind[1]) {
          case "counts" ->
              redis
                  .hgetAll(key)
                  .forEach(
                      (field, count) -> {
                        if (!count.equals("0")) {
                          content.put(userAndKind[0] + " " + field, count);
                        }
                      });
          default ->
              redis
                  .zrangeWithScores(key, 0, -1)
                  .forEach(
                      entry ->
                          content.put(
                              userAndKind[0] + " " + userAndKind[1] + " " + entry.getElement(),
                              Long.toString((long) entry.getScore())));
        }
      }
      if (scan.isCompleteIteration()) {
        return content;
      }
      scan = redis.scan(scan.getCursor(), new ScanParams().match(prefix + "*").count(10_000));
    }
  }
}
