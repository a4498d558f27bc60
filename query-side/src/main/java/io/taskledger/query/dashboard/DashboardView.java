package io.taskledger.query.dashboard;

import io.taskledger.query.redis.DashboardKeys;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import redis.clients.jedis.RedisClient;

/** Reads the dashboard out of Redis: right, or not at all. */
@Component
final class DashboardView {
  /** One script, so that all numbers are of the same moment. Times are epoch milliseconds. */
  private static final String SCRIPT =
      """
      local function count(key, from, to) return redis.call('ZCOUNT', key, from, '(' .. to) end
      local now, thisWeek, nextWeek = ARGV[1], ARGV[2], ARGV[3]
      local perDay = {}
      for day = 4, #ARGV - 1 do
        perDay[#perDay + 1] = count(KEYS[4], ARGV[day], ARGV[day + 1])
      end
      return {
        redis.call('HGETALL', KEYS[1]),
        redis.call('HGETALL', KEYS[2]),
        count(KEYS[3], '-inf', now),
        count(KEYS[3], ARGV[#ARGV - 1], ARGV[#ARGV]),
        count(KEYS[3], thisWeek, nextWeek),
        perDay
      }
      """;

  private final JdbcClient jdbc;
  private final RedisClient redis;

  DashboardView(JdbcClient jdbc, RedisClient redis) {
    this.jdbc = jdbc;
    this.redis = redis;
  }

  /** The numbers of a person; refused when Redis has lost what PostgreSQL says was applied. */
  Dashboard of(UUID userId, Days days) {
    // PostgreSQL first: Redis is written before PostgreSQL commits, so it can only be ahead.
    Live live = live();
    List<?> numbers = numbers(new DashboardKeys(live.generation()), userId, days);
    requireNothingLost(live.committed(), counts(numbers.get(0)));
    return Dashboard.of(
        counts(numbers.get(1)),
        (Long) numbers.get(2),
        (Long) numbers.get(3),
        (Long) numbers.get(4),
        ((List<?>) numbers.get(5)).stream().map(Long.class::cast).toList(),
        days);
  }

  /**
   * What PostgreSQL says of the dashboards.
   *
   * @param generation the one to be read
   * @param committed for each Kafka partition how many batches are in it
   */
  private record Live(String generation, Map<String, Long> committed) {}

  private Live live() {
    var batches = new HashMap<String, Long>();
    var generation = new AtomicReference<@Nullable String>();
    jdbc.sql(
            """
            select schema_name, partition, batches
            from generation left join inbox_partition on consumer = projection
            where projection = 'dashboard' and state = 'live'
            """)
        .query(
            row -> {
              generation.set(row.getString("schema_name"));
              if (row.getString("partition") != null) {
                batches.put(row.getString("partition"), row.getLong("batches"));
              }
            });
    String name = generation.get();
    if (name == null) {
      throw ProblemException.of(
          ErrorCode.VIEW_UNAVAILABLE, "The numbers are being made. Ask again.");
    }
    return new Live(name, batches);
  }

  private List<?> numbers(DashboardKeys keys, UUID userId, Days days) {
    List<String> names =
        List.of(keys.progress(), keys.counts(userId), keys.due(userId), keys.completed(userId));
    var times = new ArrayList<Long>();
    times.add(days.now().toEpochMilli());
    times.add(days.begin(days.firstOfWeek()));
    times.add(days.begin(days.firstOfWeek().plusWeeks(1)));
    days.shown().forEach(day -> times.add(days.begin(day)));
    times.add(days.begin(days.today().plusDays(1)));
    return (List<?>) redis.eval(SCRIPT, names, times.stream().map(String::valueOf).toList());
  }

  private static void requireNothingLost(Map<String, Long> committed, Map<String, Long> applied) {
    boolean lost =
        committed.entrySet().stream()
            .anyMatch(each -> applied.getOrDefault(each.getKey(), 0L) < each.getValue());
    // A write that broke off in the middle leaves a negative number behind.
    if (lost || applied.values().stream().anyMatch(number -> number < 0)) {
      throw ProblemException.of(
          ErrorCode.VIEW_UNAVAILABLE, "The numbers are being made again. Ask again.");
    }
  }

  /** A hash as Redis scripts return it: names and values by turns. */
  private static Map<String, Long> counts(Object hash) {
    var counts = new HashMap<String, Long>();
    List<?> flat = (List<?>) hash;
    for (int i = 0; i < flat.size(); i += 2) {
      counts.put(String.valueOf(flat.get(i)), Long.valueOf(String.valueOf(flat.get(i + 1))));
    }
    return counts;
  }
}
