package io.taskledger.verification.bench.system;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the consumers are behind the store, as Kafka knows it: every batch is acknowledged when
 * it is applied.
 */
public final class Lag implements AutoCloseable {
  private static final Duration LOOKED_EVERY = Duration.ofMillis(150);

  private final Admin admin;

  /** Of the system whose Kafka is there. */
  public Lag(String bootstrapServers) {
    admin =
        Admin.create(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "reconnect.backoff.max.ms", 250,
                "default.api.timeout.ms", 5_000,
                "request.timeout.ms", 4_000));
  }

  /**
   * One look.
   *
   * @param byGroup how many events each consumer group has not yet applied
   * @param published how many records lie in the topics that are consumed
   */
  public record Look(Map<String, Long> byGroup, long published) {
    /** Of the group that is the farthest behind. */
    public long most() {
      return byGroup.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }
  }

  /** Looks now. */
  public Look look() throws ExecutionException, InterruptedException {
    Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = committed();
    Set<TopicPartition> partitions = new HashSet<>();
    committed.values().forEach(offsets -> partitions.addAll(offsets.keySet()));
    var ends =
        admin
            .listOffsets(
                partitions.stream()
                    .collect(Collectors.toMap(Function.identity(), p -> OffsetSpec.latest())))
            .all()
            .get();
    Map<String, Long> behind = new TreeMap<>();
    // Of a group that a starting broker has not yet loaded nothing is known.
    committed.values().removeIf(Map::isEmpty);
    committed.forEach(
        (group, offsets) ->
            behind.put(
                group,
                offsets.entrySet().stream()
                    .mapToLong(
                        each -> {
                          var end = ends.get(each.getKey());
                          return end == null ? 0 : end.offset() - each.getValue().offset();
                        })
                    .sum()));
    return new Look(behind, ends.values().stream().mapToLong(end -> end.offset()).sum());
  }

  private Map<String, Map<TopicPartition, OffsetAndMetadata>> committed()
      throws ExecutionException, InterruptedException {
    var groups =
        admin.listGroups().all().get().stream()
            .map(GroupListing::groupId)
            .collect(
                Collectors.toMap(Function.identity(), group -> new ListConsumerGroupOffsetsSpec()));
    return new HashMap<>(admin.listConsumerGroupOffsets(groups).all().get());
  }

  /**
   * Waits until everything that was published is applied everywhere and nothing more is published.
   *
   * @return how many events the slowest consumer is still behind when the limit is reached, else 0
   */
  public long awaitRest(Duration limit) throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + limit.toNanos();
    long published = -1;
    int quiet = 0;
    while (true) {
      Look look = look();
      quiet = look.most() == 0 && look.published() == published ? quiet + 1 : 0;
      published = look.published();
      if (quiet >= 3) {
        return 0;
      }
      if (System.nanoTime() > end) {
        return look.most();
      }
      Thread.sleep(LOOKED_EVERY);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(2));
  }
}
