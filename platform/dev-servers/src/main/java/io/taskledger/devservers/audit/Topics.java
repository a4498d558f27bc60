package io.taskledger.devservers.audit;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads topics from their beginning to where they end now. */
final class Topics {
  private static final Duration READ_WITHIN = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(200);

  private final String bootstrapServers;

  Topics(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** Hands over all messages, those of a partition in their order. */
  void read(Collection<String> names, Consumer<PublishedEvent> reader) {
    try (var consumer = consumer()) {
      List<TopicPartition> partitions =
          names.stream()
              .distinct()
              .flatMap(name -> consumer.partitionsFor(name).stream())
              .map(found -> new TopicPartition(found.topic(), found.partition()))
              .toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long limit = System.nanoTime() + READ_WITHIN.toNanos();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        if (System.nanoTime() > limit) {
          throw new IllegalStateException("The topics were not read within " + READ_WITHIN);
        }
        consumer.poll(POLL).forEach(message -> reader.accept(PublishedEvent.of(message)));
      }
    }
  }

  private KafkaConsumer<String, byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            5_000),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }
}
