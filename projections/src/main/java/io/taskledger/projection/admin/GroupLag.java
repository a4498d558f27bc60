package io.taskledger.projection.admin;

import io.taskledger.messaging.kafka.KafkaSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * How far consumer groups are behind, by what Kafka knows: whichever processes their members are.
 */
@Component
class GroupLag implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GroupLag.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final KafkaSettings kafka;
  private final Clock clock;
  private final Admin admin;

  GroupLag(KafkaSettings kafka, Clock clock) {
    this.kafka = kafka;
    this.clock = clock;
    this.admin = Admin.create(kafka.client());
  }

  /**
   * Of one group.
   *
   * @param events how many records it has not acknowledged
   * @param millis how long ago the first of them was published, 0 when there is none
   */
  record Lag(long events, long millis) {}

  /** Of these groups, without those of which Kafka knows nothing; nothing while it is away. */
  Map<String, Lag> of(Collection<String> groups) {
    try {
      return read(groups);
    } catch (ExecutionException | TimeoutException | KafkaException away) {
      log.warn("Kafka does not tell the lag: {}", away.toString());
      return Map.of();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Map.of();
    }
  }

  private Map<String, Lag> read(Collection<String> groups)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<String, Map<TopicPartition, OffsetAndMetadata>> committed =
        admin
            .listConsumerGroupOffsets(
                groups.stream()
                    .collect(
                        Collectors.toMap(
                            Function.identity(), group -> new ListConsumerGroupOffsetsSpec())))
            .all()
            .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    committed
        .values()
        .forEach(each -> each.keySet().forEach(p -> wanted.put(p, OffsetSpec.latest())));
    Map<TopicPartition, ListOffsetsResultInfo> ends =
        admin.listOffsets(wanted).all().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    Map<String, Lag> lags = new HashMap<>();
    committed.forEach((group, offsets) -> lags.put(group, lag(offsets, ends)));
    return lags;
  }

  private Lag lag(
      Map<TopicPartition, OffsetAndMetadata> committed,
      Map<TopicPartition, ListOffsetsResultInfo> ends) {
    Map<TopicPartition, OffsetAndMetadata> behind = new HashMap<>();
    long events = 0;
    for (var each : committed.entrySet()) {
      ListOffsetsResultInfo end = ends.get(each.getKey());
      if (end != null && end.offset() > each.getValue().offset()) {
        events += end.offset() - each.getValue().offset();
        behind.put(each.getKey(), each.getValue());
      }
    }
    return new Lag(events, behind.isEmpty() ? 0 : age(behind));
  }

  /** Fetches the first record of each partition that is behind. */
  private long age(Map<TopicPartition, OffsetAndMetadata> behind) {
    Map<String, Object> settings = new HashMap<>(kafka.consumer("not-a-member"));
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    long now = clock.millis();
    long oldest = now;
    try (var consumer = new KafkaConsumer<String, byte[]>(settings)) {
      for (var each : behind.entrySet()) {
        consumer.assign(List.of(each.getKey()));
        consumer.seek(each.getKey(), each.getValue());
        for (ConsumerRecord<String, byte[]> first : consumer.poll(PATIENCE.dividedBy(10))) {
          oldest = Math.min(oldest, first.timestamp());
        }
      }
    }
    return now - oldest;
  }

  @Override
  public void close() {
    admin.close(PATIENCE);
  }
}
