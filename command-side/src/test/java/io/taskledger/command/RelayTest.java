package io.taskledger.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.command.testing.CommandSide;
import io.taskledger.command.testing.CommandSide.Person;
import io.taskledger.devservers.TestServers;
import io.taskledger.events.codec.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** What is in the store gets to Kafka, in the form of the contract. */
class RelayTest {
  private final CommandSide service = CommandSide.running();

  @Test
  void everyEventReachesItsTopicWithItsHeaders() {
    Person anna = service.newcomer();
    String path = anna.task("Relayed");
    String taskId = path.substring(path.lastIndexOf('/') + 1);
    anna.patch(path, "{\"description\":\"d\"}", "traceparent", TRACE, "X-Correlation-Id", "c-7");
    anna.post(path + "/complete", null);

    Map<String, ConsumerRecord<String, String>> byType = new HashMap<>();
    try (var consumer = consumer()) {
      consumer.subscribe(Arrays.stream(Topic.values()).map(Topic::topicName).toList());
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(100))
                    .forEach(
                        message -> {
                          if (taskId.equals(message.key())) {
                            byType.put(header(message, "eventType"), message);
                          }
                        });
                return byType.size() == 3;
              });
    }

    var updated = Objects.requireNonNull(byType.get("TaskUpdated"));
    assertThat(updated.topic()).isEqualTo("task.updated");
    assertThat(header(updated, "version")).isEqualTo("2");
    assertThat(header(updated, "revision")).isEqualTo("1");
    assertThat(header(updated, "actor")).isEqualTo(anna.userId.toString());
    assertThat(header(updated, "actorKind")).isEqualTo("user");
    assertThat(header(updated, "correlationId")).isEqualTo("c-7");
    assertThat(header(updated, "traceparent")).isEqualTo(TRACE);
    assertThat(Long.parseLong(header(updated, "position"))).isPositive();
    assertThat(updated.value()).contains("\"previousValues\":{\"description\":null}");
  }

  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @Test
  void theTopicsHaveTheSettingsOfTheContract() throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers()))) {
      for (Topic topic : Topic.values()) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
        var config =
            Objects.requireNonNull(
                admin.describeConfigs(List.of(resource)).all().get().get(resource));
        assertThat(config.get("retention.ms").value())
            .isEqualTo(Long.toString(topic.retention().toMillis()));
        assertThat(config.get("compression.type").value()).isEqualTo("snappy");
        var described =
            admin.describeTopics(List.of(topic.topicName())).allTopicNames().get().values();
        assertThat(described)
            .singleElement()
            .satisfies(description -> assertThat(description.partitions()).hasSize(3));
      }
    }
  }

  private static KafkaConsumer<String, String> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            TestServers.kafka().bootstrapServers(),
            "group.id",
            UUID.randomUUID().toString(),
            "auto.offset.reset",
            "earliest"),
        new StringDeserializer(),
        new StringDeserializer());
  }

  private static String header(ConsumerRecord<String, String> message, String name) {
    return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
