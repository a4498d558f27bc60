package io.taskledger.messaging.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.taskledger.devservers.TestServers;
import io.taskledger.events.codec.EventJson;
import io.taskledger.events.codec.Topic;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskRestored;
import io.taskledger.events.user.UserId;
import io.taskledger.eventstream.RecordedEvent;
import io.taskledger.messaging.codec.KafkaCodec;
import io.taskledger.messaging.codec.StreamedEvents;
import io.taskledger.messaging.inbox.InboxConsumers.EventStreamSettings;
import io.taskledger.messaging.inbox.processing.InboxBatch;
import io.taskledger.messaging.inbox.store.ConsumerInbox;
import io.taskledger.messaging.inbox.testing.EventStreamServer;
import io.taskledger.messaging.inbox.testing.VersionsView;
import io.taskledger.messaging.kafka.KafkaSettings;
import io.taskledger.messaging.kafka.TopicCreation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The inbox on a real broker and database, with an event stream that the test fills. */
class InboxConsumerTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final UserId OWNER = new UserId(new UUID(0, 1));
  private static final DataSource dataSource = VersionsView.database();
  private static final KafkaSettings kafka =
      new KafkaSettings(TestServers.kafka().bootstrapServers(), Map.of());
  private static KafkaProducer<String, byte[]> producer;

  private final String name = "consumer-" + UUID.randomUUID();
  private final VersionsView view = new VersionsView(dataSource, name);
  private final ConsumerInbox inbox = new ConsumerInbox(name, dataSource);
  private final EventStreamServer eventStream = new EventStreamServer();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Set<String> replayed = ConcurrentHashMap.newKeySet();
  private final AtomicInteger errors = new AtomicInteger();
  private final UUID task = UUID.randomUUID();
  private InboxConsumer consumer = consumer(false);

  @BeforeAll
  static void createTopics() {
    new TopicCreation(kafka).afterPropertiesSet();
    producer = new KafkaProducer<>(kafka.producer());
  }

  @AfterAll
  static void close() {
    producer.close();
  }

  @AfterEach
  void stop() {
    consumer.stop();
    eventStream.close();
  }

  @Test
  void aGapThatStaysIsClosedFromTheEventStreamAndReported() throws Exception {
    eventStream.store(event(1, 1), event(2, 2), event(3, 3));
    consumer.start();
    publish(event(3, 3));

    await().atMost(LIMIT).until(() -> view.of(task).equals(List.of(1L, 2L, 3L)));

    await().atMost(LIMIT).until(() -> meter("repaired") == 3);
    assertThat(inbox.backlog().buffered()).isZero();
    assertThat(consumer.health().getStatus()).isEqualTo(Status.UP);
    publish(event(4, 4));
    await().atMost(LIMIT).until(() -> view.of(task).equals(List.of(1L, 2L, 3L, 4L)));
  }

  @Test
  void aGapThatTheEventStreamCannotCloseIsReported() throws Exception {
    // Other tests have left gaps of theirs on the topic.
    inbox.offsets().save(ends("task.restored"));
    consumer.start();
    publish(event(2, 2));

    await()
        .atMost(LIMIT)
        .until(() -> Integer.valueOf(1).equals(consumer.health().getDetails().get("gaps")));
    assertThat(meters.get("taskledger.consumer.gaps").gauge().value()).isEqualTo(1);

    eventStream.store(event(1, 1), event(2, 2));
    await().atMost(LIMIT).until(() -> view.of(task).equals(List.of(1L, 2L)));
    await().atMost(LIMIT).until(() -> meters.get("taskledger.consumer.gaps").gauge().value() == 0);
  }

  @Test
  void aConsumerThatBeginsFromNothingReadsThePastFirstAndOnce() throws Exception {
    publish(event(2, 2));
    eventStream.store(event(1, 1), event(2, 2), event(3, 3), event(4, 4));
    consumer = consumer(true);
    consumer.start();
    await().atMost(LIMIT).until(() -> view.of(task).size() == 4);
    await().atMost(LIMIT).until(() -> inbox.offsets().checkpoint().isEmpty());

    publish(event(5, 5));
    await().atMost(LIMIT).until(() -> view.of(task).equals(List.of(1L, 2L, 3L, 4L, 5L)));
    assertThat(replayed).containsExactlyInAnyOrder("1", "2", "3", "4");

    consumer.stop();
    long pages = eventStream.pagesByPosition();
    consumer = consumer(true);
    consumer.start();
    publish(event(6, 6));
    await().atMost(LIMIT).until(() -> view.of(task).size() == 6);
    assertThat(eventStream.pagesByPosition()).isEqualTo(pages);
  }

  @Test
  void aCatchUpThatBrokeOffContinuesWhereItWas() {
    eventStream.store(event(1, 1), event(2, 2), event(3, 3), event(4, 4));
    inbox.offsets().checkpoint(2);
    view.add(task, 1);
    view.add(task, 2);
    markProcessed(2);
    consumer.start();

    await().atMost(LIMIT).until(() -> view.of(task).equals(List.of(1L, 2L, 3L, 4L)));
    await().atMost(LIMIT).until(() -> inbox.offsets().checkpoint().isEmpty());
    assertThat(replayed).containsExactlyInAnyOrder("3", "4");
  }

  @Test
  void recordsThatKafkaLostBeforeTheyWereReadComeFromTheEventStream() {
    // As after a loss of the topics: what was read lies behind their ends.
    inbox.offsets().save(Map.of(new TopicPartition("task.restored", 0), 1_000_000L));
    eventStream.store(event(1, 1), event(2, 2));
    consumer.start();

    await().atMost(LIMIT).until(() -> view.of(task).equals(List.of(1L, 2L)));
    await()
        .atMost(LIMIT)
        .until(
            () ->
                inbox
                        .offsets()
                        .read()
                        .getOrDefault(new TopicPartition("task.restored", 0), 1_000_000L)
                    < 1_000_000L);
  }

  @Test
  void aDatabaseThatIsOlderThanTheGroupsOffsetsIsReadFromItsOwn() throws Exception {
    consumer.start();
    publish(event(1, 1));
    await().atMost(LIMIT).until(() -> view.of(task).size() == 1);
    consumer.stop();
    Map<TopicPartition, Long> backup = inbox.offsets().read();
    consumer = consumer(false);
    consumer.start();
    publish(event(2, 2));
    await().atMost(LIMIT).until(() -> view.of(task).size() == 2);
    consumer.stop();

    // The backup knows neither the event nor that it was read.
    markProcessed(1);
    inbox.offsets().save(backup);
    consumer = consumer(false);
    consumer.start();

    await().atMost(LIMIT).until(() -> view.of(task).equals(List.of(1L, 2L, 2L)));
  }

  @Test
  void anErrorStopsTheConsumerVisiblyAndItStartsAgain() throws Exception {
    errors.set(1);
    consumer.start();
    publish(event(1, 1));

    await().atMost(LIMIT).until(() -> consumer.health().getStatus().equals(Status.DOWN));
    await().atMost(LIMIT).until(() -> view.of(task).equals(List.of(1L)));
    await().atMost(LIMIT).until(() -> consumer.health().getStatus().equals(Status.UP));
    assertThat(consumer.isRunning()).isTrue();
    consumer.stop();
    assertThat(consumer.isRunning()).isFalse();
    assertThat(consumer.health().getStatus()).isEqualTo(Status.DOWN);
  }

  @Test
  void anUnreadableRecordIsPublishedOnceWithoutTheFailuresText() throws Exception {
    var headers = new RecordHeaders().add("correlationId", "c-1".getBytes(UTF_8));
    var sent =
        producer
            .send(
                new ProducerRecord<>(
                    "task.restored", null, task.toString(), "not json".getBytes(UTF_8), headers))
            .get();
    consumer.start();
    publish(event(1, 1));
    await().atMost(LIMIT).until(() -> view.of(task).equals(List.of(1L)));
    consumer.stop();
    inbox.offsets().save(Map.of(new TopicPartition(sent.topic(), sent.partition()), sent.offset()));
    consumer = consumer(false);
    consumer.start();
    publish(event(2, 2));
    await().atMost(LIMIT).until(() -> view.of(task).equals(List.of(1L, 2L)));

    String source = sent.topic() + "-" + sent.partition() + "@" + sent.offset();
    List<Map<String, String>> letters = deadLetters(source);
    assertThat(letters).hasSize(1);
    assertThat(letters.getFirst())
        .containsEntry("correlationId", "c-1")
        .containsEntry("deadLetterConsumer", name)
        .containsEntry("deadLetterReason", "UnreadableEventException: the value is not JSON");
    assertThat(letters.getFirst().keySet())
        .noneMatch(header -> header.contains("exception") || header.contains("stacktrace"));
  }

  private Map<TopicPartition, Long> ends(String topic) {
    try (var client = new KafkaConsumer<String, byte[]>(kafka.consumer("reader-" + name))) {
      return client.endOffsets(
          client.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList());
    }
  }

  private List<Map<String, String>> deadLetters(String source) {
    try (var client = new KafkaConsumer<String, byte[]>(kafka.consumer("reader-" + name))) {
      var partitions =
          client.partitionsFor("task.restored.dlt").stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      client.assign(partitions);
      client.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = client.endOffsets(partitions);
      List<Map<String, String>> found = new ArrayList<>();
      while (partitions.stream()
          .anyMatch(each -> client.position(each) < ends.getOrDefault(each, 0L))) {
        client
            .poll(Duration.ofMillis(200))
            .forEach(record -> found.add(KafkaCodec.texts(record.headers())));
      }
      found.removeIf(
          each ->
              !source.equals(each.get("deadLetterSource"))
                  || !name.equals(each.get("deadLetterConsumer")));
      return found;
    }
  }

  private InboxConsumer consumer(boolean isBootstrap) {
    InboxConsumer made =
        new InboxConsumers(
                kafka,
                dataSource,
                new JdbcTransactionManager(dataSource),
                meters,
                new EventStreamSettings(eventStream.client(), Duration.ofMillis(500), isBootstrap))
            .consumer(name, List.of(Topic.TASK_RESTORED));
    var ignored = made.subscribe(this::handle);
    return made;
  }

  private void handle(List<? extends EventMessage<?>> ready) {
    for (EventMessage<?> message : ready) {
      var event = (DomainEventMessage<?>) message;
      if (!event.getAggregateIdentifier().equals(task.toString())) {
        continue;
      }
      if (errors.getAndDecrement() > 0) {
        throw new LinkageError("as the test wants it");
      }
      long version = event.getSequenceNumber() + 1;
      if (InboxBatch.current().isReplay()) {
        replayed.add(Long.toString(version));
      }
      view.add(task, version);
    }
  }

  private void markProcessed(long version) {
    new JdbcTemplate(dataSource)
        .update(
            """
            insert into processed_version values (?, ?, ?)
            on conflict (consumer, stream_id) do update set version = excluded.version
            """,
            name,
            task,
            version);
  }

  private double meter(String meter) {
    return meters.get("taskledger.consumer." + meter).counter().count();
  }

  private RecordedEvent event(long position, long version) {
    return new RecordedEvent(
        position,
        version,
        1_770_000_000_000L,
        UUID.randomUUID().toString(),
        task.toString(),
        "TaskRestored",
        "1",
        "{\"actorKind\":\"user\"}",
        EventJson.write(new TaskRestored(OWNER, new TaskId(task))));
  }

  private static void publish(RecordedEvent event) throws ExecutionException, InterruptedException {
    Map<String, String> headers = new HashMap<>();
    byte[] value = StreamedEvents.toRecordValue(event, headers);
    var message = new ProducerRecord<>("task.restored", null, event.aggregateId(), value);
    headers.forEach((header, text) -> message.headers().add(header, text.getBytes(UTF_8)));
    producer.send(message).get();
  }
}
