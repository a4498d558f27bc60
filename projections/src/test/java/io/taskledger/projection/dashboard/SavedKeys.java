package io.taskledger.projection.dashboard;

import java.util.HashMap;
import java.util.Map;
import redis.clients.jedis.UnifiedJedis;

/** What lay on the disk of Redis at some moment. */
final class SavedKeys {
  private final UnifiedJedis redis;
  private final DashboardKeys keys;
  private final Map<String, byte[]> saved = new HashMap<>();

  SavedKeys(UnifiedJedis redis, DashboardKeys keys) {
    this.redis = redis;
    this.keys = keys;
  }

  void save() {
    saved.clear();
    redis.keys(keys.all()).forEach(key -> saved.put(key, redis.dump(key)));
  }

  void restore() {
    redis.flushAll();
    saved.forEach((key, value) -> redis.restore(key, 0, value));
  }
}
