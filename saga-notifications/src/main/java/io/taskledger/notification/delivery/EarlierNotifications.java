package io.taskledger.notification.delivery;

import io.taskledger.events.codec.EventJson;
import io.taskledger.events.codec.Topic;
import io.taskledger.events.notification.NotificationId;
import io.taskledger.messaging.kafka.KafkaSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * What an earlier database of this service has sent, as far as {@code notification.sent} still has
 * it. A service that begins with an empty database reads the whole past of all tasks, and must not
 * send again what was sent. Read once, when it is first asked.
 */
@Component
public class EarlierNotifications {
  private static final Logger log = LoggerFactory.getLogger(EarlierNotifications.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaSettings kafka;
  private final Clock clock;
  private @Nullable Known known;

  /**
   * What the topic says.
   *
   * @param since from when on it has everything
   */
  private record Known(Set<UUID> ids, Instant since) {}

  /** On this Kafka. */
  public EarlierNotifications(KafkaSettings kafka, Clock clock) {
    this.kafka = kafka;
    this.clock = clock;
  }

  /**
   * Whether a notification whose moment has passed is still to be sent: it is not among those that
   * were, and its moment lies in the time of which they are known. What is older counts as sent.
   *
   * @param ids under any of these it may have been sent
   */
  public synchronized boolean isOwed(List<NotificationId> ids, Instant moment) {
    if (known == null) {
      known = read();
    }
    Set<UUID> sent = known.ids();
    return !moment.isBefore(known.since())
        && ids.stream().noneMatch(id -> sent.contains(id.value()));
  }

  private Known read() {
    List<TopicPartition> partitions =
        IntStream.range(0, Topic.PARTITIONS)
            .mapToObj(number -> new TopicPartition(Topic.NOTIFICATION_SENT.topicName(), number))
            .toList();
    Set<UUID> ids = new HashSet<>();
    Instant since = clock.instant();
    try (var client = new KafkaConsumer<String, byte[]>(kafka.consumer("earlier-notifications"))) {
      client.assign(partitions);
      client.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = client.endOffsets(partitions);
      while (partitions.stream()
          .anyMatch(each -> client.position(each) < ends.getOrDefault(each, 0L))) {
        for (ConsumerRecord<String, byte[]> record : client.poll(POLL)) {
          Instant at = Instant.ofEpochMilli(record.timestamp());
          since = at.isBefore(since) ? at : since;
          add(record, ids);
        }
      }
    }
    log.info(
        "{} notifications since {} were sent before this database was made", ids.size(), since);
    return new Known(ids, since);
  }

  private static void add(ConsumerRecord<String, byte[]> record, Set<UUID> ids) {
    try {
      String id = EventJson.mapper().readTree(record.value()).path("notificationId").asString("");
      ids.add(UUID.fromString(id));
    } catch (JacksonException | IllegalArgumentException unreadable) {
      log.warn("A record of {} cannot be read", record.topic(), unreadable);
    }
  }
}
