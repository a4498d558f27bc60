package io.taskledger.projection.dashboard;

import io.taskledger.events.codec.EventHeader;
import io.taskledger.messaging.inbox.ordering.ReceivedEvent;
import io.taskledger.projection.dashboard.redis.DashboardKeys;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import redis.clients.jedis.UnifiedJedis;

/** What lay on the disk of Redis at some moment. */
final class SavedKeys {
  private final UnifiedJedis redis;
  private final Supplier<DashboardKeys> keys;
  private final Map<String, byte[]> saved = new HashMap<>();

  SavedKeys(UnifiedJedis redis, Supplier<DashboardKeys> keys) {
    this.redis = redis;
    this.keys = keys;
  }

  void save() {
    saved.clear();
    redis.keys(keys.get().generation() + ":*").forEach(key -> saved.put(key, redis.dump(key)));
  }

  void restore() {
    redis.flushAll();
    saved.forEach((key, value) -> redis.restore(key, 0, value));
  }

  /** The place of an event in the store. */
  static long position(ReceivedEvent delivery) {
    return Long.parseLong(String.valueOf(delivery.headers().get(EventHeader.POSITION)));
  }
}
