package io.taskledger.projection.dashboard.redis;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.ScanIteration;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.resps.Tuple;

/** Compares two generations key by key. */
public final class DashboardComparison {
  private static final int AT_ONCE = 1_000;

  private final UnifiedJedis redis;
  private final long oldestKept;

  /** As of now: what is too old to be shown is not compared. */
  public DashboardComparison(UnifiedJedis redis, Clock clock) {
    this.redis = redis;
    this.oldestKept = clock.instant().minus(Commands.COMPLETED_KEPT).toEpochMilli();
  }

  /** How many keys are only in one of them, or differ. */
  public long differences(DashboardKeys one, DashboardKeys other) {
    long differences = 0;
    List<String> names = names(one);
    for (int from = 0; from < names.size(); from += AT_ONCE) {
      List<String> some = names.subList(from, Math.min(from + AT_ONCE, names.size()));
      List<Object> here = values(one, some);
      List<Object> there = values(other, some);
      for (int i = 0; i < here.size(); i++) {
        differences += here.get(i).equals(there.get(i)) ? 0 : 1;
      }
    }
    List<String> onlyThere = new ArrayList<>(names(other));
    onlyThere.removeAll(new HashSet<>(names));
    return differences
        + values(other, onlyThere).stream().filter(value -> !isNothing(value)).count();
  }

  private List<String> names(DashboardKeys keys) {
    List<String> names = new ArrayList<>();
    ScanIteration scan = redis.scanIteration(AT_ONCE, keys.all());
    while (!scan.isIterationCompleted()) {
      scan.nextBatch().getResult().stream()
          .map(key -> key.substring(keys.prefix().length()))
          .filter(name -> name.startsWith("task:") || name.startsWith("user:"))
          .forEach(names::add);
    }
    return names.stream().distinct().toList();
  }

  private List<Object> values(DashboardKeys keys, List<String> names) {
    List<Response<?>> found = new ArrayList<>();
    try (AbstractPipeline pipeline = redis.pipelined()) {
      for (String name : names) {
        String key = keys.prefix() + name;
        if (name.startsWith("task:")) {
          found.add(pipeline.get(key));
        } else if (name.endsWith(":counts")) {
          found.add(pipeline.hgetAll(key));
        } else {
          found.add(pipeline.zrangeWithScores(key, 0, -1));
        }
      }
      pipeline.sync();
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      values.add(normal(names.get(i), found.get(i).get()));
    }
    return values;
  }

  /**
   * A number that came back to 0 and one that never was, a set that is empty and one that is not.
   */
  private Object normal(String name, @Nullable Object value) {
    if (value instanceof Map<?, ?> counts) {
      Map<Object, Object> normal = new HashMap<>(counts);
      normal.values().removeIf("0"::equals);
      return normal;
    }
    if (value instanceof List<?> scores) {
      var normal = new TreeMap<String, Double>();
      for (Object each : scores) {
        var tuple = (Tuple) each;
        if (!name.endsWith(":completed") || tuple.getScore() >= oldestKept) {
          normal.put(tuple.getElement(), tuple.getScore());
        }
      }
      return normal;
    }
    return value == null ? "" : value;
  }

  private static boolean isNothing(Object value) {
    return value.equals("") || (value instanceof Map<?, ?> map && map.isEmpty());
  }
}
