package io.taskledger.projection.dashboard.redis;

import io.taskledger.events.codec.EventJson;
import io.taskledger.projection.dashboard.counting.Changes;
import io.taskledger.projection.dashboard.counting.Contribution;
import io.taskledger.projection.dashboard.counting.Progress;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.ScanIteration;
import redis.clients.jedis.UnifiedJedis;

/** One generation of the dashboards in Redis. */
public final class DashboardStore {
  private static final int SCANNED_AT_ONCE = 1_000;

  private final UnifiedJedis redis;
  private final DashboardKeys keys;

  /** The one with these keys. */
  public DashboardStore(UnifiedJedis redis, DashboardKeys keys) {
    this.redis = redis;
    this.keys = keys;
  }

  /** What a batch has to know before it is applied. */
  public record Before(Progress progress, Map<UUID, Contribution> contributions) {}

  /** How far the view is. */
  public Progress progress() {
    return read(List.of()).progress();
  }

  /** How far the view is, and the contributions of these tasks, so far as they have one. */
  public Before read(Collection<UUID> tasks) {
    Map<UUID, Contribution> contributions = new HashMap<>();
    try (AbstractPipeline pipeline = redis.pipelined()) {
      // The progress first: a write that comes in between changes it, and then ours is refused.
      Response<Map<String, String>> progress = pipeline.hgetAll(keys.progress());
      Response<String> ledger = pipeline.get(keys.ledger());
      Response<Boolean> making = pipeline.exists(keys.making());
      Map<UUID, Response<String>> found = new HashMap<>();
      tasks.forEach(task -> found.put(task, pipeline.get(keys.task(task))));
      pipeline.sync();
      found.forEach(
          (task, json) -> {
            if (json.get() != null) {
              contributions.put(task, EventJson.mapper().readValue(json.get(), Contribution.class));
            }
          });
      Map<Integer, Long> batches = new TreeMap<>();
      progress
          .get()
          .forEach(
              (partition, number) -> batches.put(Integer.valueOf(partition), Long.valueOf(number)));
      return new Before(new Progress(batches, ledger.get(), making.get()), contributions);
    }
  }

  /**
   * Writes a batch in one step.
   *
   * @param seen how far the view was when the changes were found
   * @param numbers of this batch
   * @return false when the view has moved since, and nothing was written
   */
  public boolean write(
      Changes changes, Progress seen, SortedMap<Integer, Long> numbers, Clock clock) {
    var write = new GuardedWrite();
    write.whileKey(keys.making(), "");
    write.whileKey(keys.ledger(), String.valueOf(seen.ledger()));
    SortedMap<Integer, Long> underWay = new TreeMap<>();
    numbers
        .keySet()
        .forEach(
            partition -> {
              Long number = seen.batches().get(partition);
              write.whileField(
                  keys.progress(), partition.toString(), number == null ? "" : number.toString());
              underWay.put(partition, Progress.UNDER_WAY);
            });
    // A script that fails in the middle is not undone; then this tells that the view is to be
    // rebuilt.
    write.runSet(keys.progress(), underWay);
    new Commands(keys, clock).of(changes).forEach(write::run);
    return write
        .runSet(keys.progress(), numbers)
        .run("PUBLISH", DashboardKeys.APPLIED_CHANNEL, "applied")
        .send(redis);
  }

  /** Deletes the generation. */
  public void delete() {
    delete(key -> true);
  }

  /** Deletes those keys of the generation that are unwanted. */
  void delete(Predicate<String> unwanted) {
    ScanIteration scan = redis.scanIteration(SCANNED_AT_ONCE, keys.all());
    while (!scan.isIterationCompleted()) {
      String[] found =
          scan.nextBatch().getResult().stream().filter(unwanted).toArray(String[]::new);
      if (found.length > 0) {
        redis.unlink(found);
      }
    }
  }
}
