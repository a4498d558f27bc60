package io.taskledger.verification.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * All messages of all topics, as any consumer outside reads them; each is held to the schema of its
 * topic.
 */
final class Messages implements AutoCloseable {
  static final List<String> TOPICS =
      List.of(
          "task.created",
          "task.updated",
          "task.completed",
          "task.deleted",
          "task.restored",
          "user.registered",
          "user.erased",
          "notification.sent");
  private static final JsonMapper JSON = new JsonMapper();

  private final KafkaConsumer<String, String> consumer;
  private final List<ConsumerRecord<String, String>> read = new ArrayList<>();

  Messages(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new StringDeserializer());
    Collection<TopicPartition> all =
        TOPICS.stream()
            .flatMap(topic -> IntStream.range(0, 3).mapToObj(n -> new TopicPartition(topic, n)))
            .toList();
    consumer.assign(all);
    consumer.seekToBeginning(all);
  }

  /** Reads on until a message of a topic fits, or fails after 30 s. */
  JsonNode await(String topic, Predicate<JsonNode> wanted) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (System.nanoTime() < end) {
      for (var message : read) {
        if (message.topic().equals(topic) && wanted.test(JSON.readTree(message.value()))) {
          return JSON.readTree(message.value());
        }
      }
      consumer.poll(Duration.ofMillis(200)).forEach(this::add);
    }
    throw new AssertionError("No such message arrived on " + topic);
  }

  private void add(ConsumerRecord<String, String> message) {
    assertThat(schema(message.topic()).validate(message.value(), InputFormat.JSON))
        .as("%s: %s", message.topic(), message.value())
        .isEmpty();
    JsonNode value = JSON.readTree(message.value());
    assertThat(message.key())
        .isEqualTo(
            value.path(message.topic().startsWith("task.") ? "taskId" : "userId").asString());
    for (String header : List.of("eventType", "revision", "version", "position", "actorKind")) {
      assertThat(header(message, header)).as(header + " of " + message.value()).isNotEmpty();
    }
    assertThat(header(message, "correlationId")).isNotEmpty();
    assertThat(header(message, "traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");
    read.add(message);
  }

  /** The versions of a task's events in the order of their positions. */
  List<String> versionsOf(String taskId) {
    return read.stream()
        .filter(message -> message.key().equals(taskId))
        .sorted(Comparator.comparingLong(message -> Long.parseLong(header(message, "position"))))
        .map(message -> header(message, "version"))
        .distinct()
        .toList();
  }

  private static String header(ConsumerRecord<String, String> message, String name) {
    Header header = message.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static Schema schema(String topic) {
    try (InputStream file = Messages.class.getResourceAsStream("/schemas/" + topic + ".json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Objects.requireNonNull(file), InputFormat.JSON);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
