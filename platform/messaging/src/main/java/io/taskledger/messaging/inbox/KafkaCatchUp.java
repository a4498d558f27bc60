package io.taskledger.messaging.inbox;

import io.taskledger.events.codec.Topic;
import io.taskledger.messaging.inbox.store.ConsumerInbox;
import io.taskledger.messaging.kafka.KafkaSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Decides when a consumer needs the event stream before it can continue on Kafka: it begins from
 * nothing, or records were deleted before it read them.
 */
final class KafkaCatchUp {
  private final KafkaSettings kafka;
  private final ConsumerInbox inbox;
  private final List<TopicPartition> partitions;
  private final boolean isBootstrap;
  private final EventStreamCatchUp eventStream;

  KafkaCatchUp(
      KafkaSettings kafka,
      ConsumerInbox inbox,
      Set<Topic> topics,
      boolean isBootstrap,
      EventStreamCatchUp eventStream) {
    this.kafka = kafka;
    this.inbox = inbox;
    this.partitions =
        topics.stream()
            .flatMap(
                topic ->
                    IntStream.range(0, Topic.PARTITIONS)
                        .mapToObj(number -> new TopicPartition(topic.topicName(), number)))
            .toList();
    this.isBootstrap = isBootstrap;
    this.eventStream = eventStream;
  }

  /** Catches up if that is needed; whether the consumer can continue on Kafka then. */
  boolean isDone(BooleanSupplier isStopped) {
    Map<TopicPartition, Long> saved = inbox.offsets().read();
    boolean isUnfinished = inbox.offsets().checkpoint().isPresent();
    try (var client = new KafkaConsumer<String, byte[]>(kafka.consumer(inbox.consumer()))) {
      Map<TopicPartition, Long> first = client.beginningOffsets(partitions);
      Map<TopicPartition, Long> end = client.endOffsets(partitions);
      boolean hasLost =
          saved.entrySet().stream()
              .anyMatch(
                  each ->
                      each.getValue() < first.getOrDefault(each.getKey(), 0L)
                          || each.getValue() > end.getOrDefault(each.getKey(), Long.MAX_VALUE));
      if (!isUnfinished && !hasLost && !(isBootstrap && saved.isEmpty())) {
        return true;
      }
      Map<TopicPartition, Long> next = new HashMap<>(end);
      // Not in the event stream of command-side.
      next.replaceAll(
          (partition, offset) ->
              partition.topic().equals(Topic.NOTIFICATION_SENT.topicName())
                  ? first.getOrDefault(partition, 0L)
                  : offset);
      eventStream.replay(next, isStopped);
      if (isStopped.getAsBoolean()) {
        return false;
      }
      // For those who look at the group's lag; the inbox goes by its own offsets.
      client.commitSync(
          next.entrySet().stream()
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey, each -> new OffsetAndMetadata(each.getValue()))));
      return true;
    }
  }

  void closeGaps(InboxMeters meters) {
    EventStreamCatchUp.Repair repair = eventStream.closeGaps();
    meters.gaps(repair.open());
    meters.repaired(repair.handled());
  }
}
