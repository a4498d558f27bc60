package io.taskledger.query.viewprogress;

import io.taskledger.query.redis.DashboardKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import redis.clients.jedis.RedisClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far the dashboard is: each task's contribution to it carries the version that it was made
 * from.
 */
public record RedisViewProgress(RedisClient redis, JdbcClient jdbc, JsonMapper json)
    implements ViewProgress {
  @Override
  public Map<UUID, Long> of(Set<UUID> streams) {
    return live().map(keys -> of(keys, streams)).orElse(Map.of());
  }

  private Optional<DashboardKeys> live() {
    return jdbc.sql(
            "select schema_name from generation where projection = 'dashboard' and state = 'live'")
        .query(String.class)
        .optional()
        .map(DashboardKeys::new);
  }

  private Map<UUID, Long> of(DashboardKeys keys, Set<UUID> streams) {
    List<UUID> tasks = List.copyOf(streams);
    List<String> contributions = redis.mget(tasks.stream().map(keys::task).toArray(String[]::new));
    var versions = new HashMap<UUID, Long>();
    for (int i = 0; i < tasks.size(); i++) {
      String contribution = contributions.get(i);
      if (contribution != null) {
        versions.put(tasks.get(i), json.readTree(contribution).path("v").asLong());
      }
    }
    return versions;
  }
}
