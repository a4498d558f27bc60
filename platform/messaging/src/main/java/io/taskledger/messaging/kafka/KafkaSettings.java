package io.taskledger.messaging.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the services use Kafka.
 *
 * @param bootstrapServers host:port, comma separated
 * @param properties further client properties, e.g. for TLS and SASL of a managed cluster
 */
@ConfigurationProperties("taskledger.kafka")
public record KafkaSettings(
    @DefaultValue("localhost:9092") String bootstrapServers,
    @DefaultValue Map<String, String> properties) {
  /** Within this time a record is acknowledged or has failed for good, in milliseconds. */
  public static final int DELIVERED_WITHIN_MS = 20_000;

  /** Client properties of a consumer of this group. */
  public Map<String, Object> consumer(String group) {
    Map<String, Object> client = client();
    client.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    client.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1000);
    client.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
    client.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
    client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    client.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 30_000);
    // Partition n of every topic goes to the same member: it sees all events of a task.
    client.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
    client.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
    client.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return client;
  }

  /** Client properties of a producer that keeps order and loses nothing. */
  public Map<String, Object> producer() {
    Map<String, Object> client = client();
    client.put(ProducerConfig.ACKS_CONFIG, "all");
    client.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    client.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "snappy");
    client.put(ProducerConfig.LINGER_MS_CONFIG, 2);
    client.put(ProducerConfig.BATCH_SIZE_CONFIG, 131_072);
    client.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    client.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000L);
    client.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERED_WITHIN_MS);
    client.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
    client.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return client;
  }

  /** Client properties of anything that talks to the cluster. */
  public Map<String, Object> client() {
    Map<String, Object> client = new HashMap<>(properties);
    client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    client.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L);
    return client;
  }
}
