package io.taskledger.messaging.kafka;

import io.taskledger.events.codec.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.springframework.beans.factory.InitializingBean;

/** Creates the topics with the settings of the contract; never left to the broker. */
public final class TopicCreation implements InitializingBean {
  private static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(30);
  private static final long LIMIT_SECONDS = 60;

  private final KafkaSettings kafka;

  /** For the cluster of these settings. */
  public TopicCreation(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  /**
   * Creates what is missing; throws {@link KafkaException} when the cluster is away for a minute.
   */
  @Override
  public void afterPropertiesSet() {
    try (Admin admin = Admin.create(kafka.client())) {
      int brokers = admin.describeCluster().nodes().get(LIMIT_SECONDS, TimeUnit.SECONDS).size();
      for (var creation : admin.createTopics(topics(Replication.of(brokers))).values().values()) {
        try {
          creation.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
          if (!(failed.getCause() instanceof TopicExistsException)) {
            throw new KafkaException("a topic could not be created", failed);
          }
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new KafkaException("stopped while topics were created", stopped);
    } catch (ExecutionException | TimeoutException away) {
      throw new KafkaException("Kafka does not answer at " + kafka.bootstrapServers(), away);
    }
  }

  /**
   * How a topic is replicated.
   *
   * @param minInSync how many replicas have to be in sync for a write to be accepted
   */
  record Replication(short replicas, int minInSync) {
    /**
     * For a cluster of so many brokers: one broker may fail and writes continue, wherever there is
     * a second one. Of two replicas only one can then be required.
     */
    static Replication of(int brokers) {
      return switch (brokers) {
        case 1 -> new Replication((short) 1, 1);
        case 2 -> new Replication((short) 2, 1);
        default -> new Replication((short) 3, 2);
      };
    }
  }

  static List<NewTopic> topics(Replication replication) {
    List<NewTopic> topics = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      topics.add(topic(topic.topicName(), topic.retention(), replication));
      topics.add(topic(topic.deadLetterTopicName(), DEAD_LETTER_RETENTION, replication));
    }
    return topics;
  }

  private static NewTopic topic(String name, Duration retention, Replication replication) {
    return new NewTopic(name, Optional.of(Topic.PARTITIONS), Optional.of(replication.replicas()))
        .configs(
            Map.of(
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(retention.toMillis()),
                TopicConfig.COMPRESSION_TYPE_CONFIG,
                "snappy",
                TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                Integer.toString(replication.minInSync())));
  }
}
