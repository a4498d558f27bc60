package io.taskledger.projection.dashboard.redis;

import io.taskledger.projection.dashboard.counting.Changes;
import io.taskledger.projection.dashboard.counting.Contribution;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.dao.ConcurrencyFailureException;
import redis.clients.jedis.UnifiedJedis;

/**
 * A generation of the dashboards while it is made, in one go. Each write names the one before it:
 * Redis refuses it when it has lost something meanwhile, or when another process makes the same
 * generation, and then all of it is made again.
 */
public final class DashboardReplayWriter {
  private static final int TASKS_AT_ONCE = 1_000;

  private final DashboardKeys keys;
  private final UnifiedJedis redis;
  private final DashboardStore store;
  private final Commands commands;
  private final String token = UUID.randomUUID().toString();
  private long writes;

  /** Nothing is made before {@link #begin}. */
  public DashboardReplayWriter(DashboardKeys keys, UnifiedJedis redis, Clock clock) {
    this.keys = keys;
    this.redis = redis;
    this.store = new DashboardStore(redis, keys);
    this.commands = new Commands(keys, clock);
  }

  /** Empties the generation; from now on nobody else may write. */
  public void begin() {
    redis.set(keys.making(), mark());
    store.delete(key -> !key.equals(keys.making()));
  }

  /** What these tasks contribute so far. */
  public Map<UUID, Contribution> read(List<UUID> tasks) {
    return store.read(tasks).contributions();
  }

  /** Replaces contributions, and moves the numbers of the users with them. */
  public void write(Map<UUID, Contribution> before, Map<UUID, Contribution> after) {
    List<UUID> tasks = new ArrayList<>(after.keySet());
    for (int from = 0; from < tasks.size(); from += TASKS_AT_ONCE) {
      List<UUID> some = tasks.subList(from, Math.min(from + TASKS_AT_ONCE, tasks.size()));
      Map<UUID, Contribution> slice = new HashMap<>();
      some.forEach(task -> slice.put(task, after.get(task)));
      var write = new GuardedWrite().whileKey(keys.making(), mark());
      commands.of(Changes.between(before, slice)).forEach(write::run);
      writes++;
      send(write.run("SET", keys.making(), mark()));
    }
  }

  /**
   * Lets live batches write, which are to follow these. Should the switch not be committed after
   * this, the generation is made again.
   *
   * @param identity of the database that counts the batches
   */
  public void open(Map<Integer, Long> batches, UUID identity) {
    send(
        new GuardedWrite()
            .whileKey(keys.making(), mark())
            .run("DEL", keys.progress())
            .runSet(keys.progress(), batches)
            .run("SET", keys.ledger(), identity.toString())
            .run("DEL", keys.making()));
  }

  private void send(GuardedWrite write) {
    if (!write.send(redis)) {
      throw new ConcurrencyFailureException(
          "Redis has lost " + keys.generation() + ", or another process makes it");
    }
  }

  private String mark() {
    return token + ":" + writes;
  }
}
