package io.taskledger.messaging.inbox;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.taskledger.events.DomainEvent;
import io.taskledger.events.codec.EventHeader;
import io.taskledger.events.codec.EventJson;
import io.taskledger.events.codec.EventType;
import io.taskledger.events.task.TaskEvent;
import io.taskledger.messaging.codec.EventLogContext;
import io.taskledger.messaging.inbox.processing.BatchProcessor;
import io.taskledger.messaging.inbox.processing.InboxTransaction;
import io.taskledger.messaging.inbox.processing.ViewTarget;
import io.taskledger.messaging.inbox.store.ConsumerInbox;
import io.taskledger.messaging.inbox.testing.VersionsView;
import io.taskledger.messaging.kafka.KafkaSettings;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.messaging.SubscribableMessageSource;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Prints how fast events pass the inbox into a view of one row a task; run by hand. */
public final class InboxMeasurement {
  private static final int EVENTS = 100_000;
  private static final int BATCH = 1_000;
  private static final int ROUNDS = 5;
  private static final String VIEW = "view";

  private final DataSource dataSource = VersionsView.database();
  private final JdbcTemplate jdbc = new JdbcTemplate(dataSource);

  private InboxMeasurement() {
    jdbc.execute(
        "create table latest (consumer text, task uuid, version bigint, primary key (consumer,"
            + " task))");
  }

  public static void main(String[] arguments) throws Exception {
    var measurement = new InboxMeasurement();
    List<List<ConsumerRecord<String, byte[]>>> polled = measurement.polled();
    for (int round = 0; round < ROUNDS; round++) {
      measurement.direct(polled);
      measurement.throughInboxProcessor(polled);
      measurement.throughAxon(polled);
    }
    System.exit(0);
  }

  private void direct(List<List<ConsumerRecord<String, byte[]>>> polled) {
    String consumer = "direct-" + UUID.randomUUID();
    measure(
        "handler called directly",
        consumer,
        polled,
        ready ->
            save(
                consumer,
                ready.stream()
                    .<DomainEventMessage<?>>map(each -> (DomainEventMessage<?>) each)
                    .toList()));
  }

  private void throughAxon(List<List<ConsumerRecord<String, byte[]>>> polled) {
    measure(
        "Axon's subscribing processor",
        polled,
        (configurer, source) ->
            configurer
                .eventProcessing()
                .registerSubscribingEventProcessor(VIEW, ignored -> source)
                .registerListenerInvocationErrorHandler(
                    VIEW, ignored -> PropagatingErrorHandler.instance())
                .registerErrorHandler(VIEW, ignored -> PropagatingErrorHandler.instance())
                .registerHandlerInterceptor(VIEW, ignored -> new EventLogContext(VIEW)));
  }

  private void throughInboxProcessor(List<List<ConsumerRecord<String, byte[]>>> polled) {
    measure(
        "one unit of work per batch",
        polled,
        (configurer, source) -> InboxEventProcessor.register(configurer, VIEW, source));
  }

  private void measure(
      String what,
      List<List<ConsumerRecord<String, byte[]>>> polled,
      BiConsumer<Configurer, SubscribableMessageSource<EventMessage<?>>> registration) {
    String consumer = "axon-" + UUID.randomUUID();
    var subscribers = new ArrayList<Consumer<List<? extends EventMessage<?>>>>();
    SubscribableMessageSource<EventMessage<?>> source =
        subscriber -> {
          subscribers.add(subscriber);
          return () -> subscribers.remove(subscriber);
        };
    Configurer configurer = DefaultConfigurer.defaultConfiguration();
    configurer
        .eventProcessing()
        .registerEventHandler(ignored -> new Projector(consumer))
        .assignHandlerInstancesMatching(VIEW, handler -> true);
    registration.accept(configurer, source);
    var configuration = configurer.start();
    measure(what, consumer, polled, ready -> subscribers.forEach(each -> each.accept(ready)));
    configuration.shutdown();
  }

  private void measure(
      String what,
      String consumer,
      List<List<ConsumerRecord<String, byte[]>>> polled,
      Consumer<List<? extends EventMessage<?>>> handler) {
    var inbox = new ConsumerInbox(consumer, dataSource);
    var transaction =
        new InboxTransaction(
            inbox,
            new TransactionTemplate(new JdbcTransactionManager(dataSource)),
            ViewTarget.FIXED,
            Set.of(),
            handler);
    var listener =
        new InboxListener(
            inbox,
            transaction,
            new BatchProcessor(transaction, count -> {}),
            new DeadLetterPublisher(new KafkaSettings("localhost:1", Map.of()), consumer),
            new InboxMeters(inbox, Map::of, new SimpleMeterRegistry()));
    var process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = process.getProcessCpuTime();
    long began = System.nanoTime();
    polled.forEach(listener::onMessage);
    double seconds = (System.nanoTime() - began) / 1e9;
    double cpuSeconds = (process.getProcessCpuTime() - cpu) / 1e9;
    System.out.printf(
        "%s: %,.0f events/s, %.1f µs of this JVM's CPU an event%n",
        what, EVENTS / seconds, cpuSeconds / EVENTS * 1e6);
  }

  private void save(String consumer, List<? extends DomainEventMessage<?>> events) {
    Map<UUID, Long> latest = new HashMap<>();
    events.forEach(
        event ->
            latest.put(
                ((DomainEvent) event.getPayload()).streamId(), event.getSequenceNumber() + 1));
    jdbc.update(
        "insert into latest select ?, * from unnest(?::uuid[], ?::bigint[]) on conflict (consumer,"
            + " task) do update set version = excluded.version",
        consumer,
        "{" + String.join(",", latest.keySet().stream().map(UUID::toString).toList()) + "}",
        "{" + String.join(",", latest.values().stream().map(Object::toString).toList()) + "}");
  }

  final class Projector {
    private final String consumer;

    Projector(String consumer) {
      this.consumer = consumer;
    }

    @EventHandler
    void on(TaskEvent event, DomainEventMessage<?> message, UnitOfWork<?> unitOfWork) {
      unitOfWork
          .<List<DomainEventMessage<?>>>getOrComputeResource(
              "batch",
              ignored -> {
                var batch = new ArrayList<DomainEventMessage<?>>();
                unitOfWork.onPrepareCommit(prepared -> save(consumer, batch));
                return batch;
              })
          .add(message);
    }
  }

  /** Three events a task, each on its topic, as the relay sends them. */
  private List<List<ConsumerRecord<String, byte[]>>> polled() throws IOException {
    List<EventType> types =
        List.of(EventType.TASK_CREATED, EventType.TASK_UPDATED, EventType.TASK_COMPLETED);
    List<List<ConsumerRecord<String, byte[]>>> batches = new ArrayList<>();
    List<ConsumerRecord<String, byte[]>> batch = new ArrayList<>();
    for (int n = 0; n < EVENTS; n++) {
      batch.add(record(types.get(n % 3), new UUID(n / 3, 7), n));
      if ((n + 1) % BATCH == 0) {
        batches.add(batch);
        batch = new ArrayList<>();
      }
    }
    return batches;
  }

  private static ConsumerRecord<String, byte[]> record(EventType type, UUID task, int n)
      throws IOException {
    String payload =
        golden(type).replaceAll("(\"taskId\"\\s*:\\s*)\"[^\"]*\"", "$1\"" + task + "\"");
    var tree = EventJson.tree(EventJson.read(type, type.revision(), payload));
    tree.remove("series");
    String fields = tree.toString();
    String value =
        "{\"eventId\":\""
            + new UUID(n, 1)
            + "\",\"eventTimestamp\":1770000000000,"
            + fields.substring(1);
    var headers = new RecordHeaders();
    Map.of(
            EventHeader.EVENT_TYPE,
            type.stableName(),
            EventHeader.REVISION,
            type.revision(),
            EventHeader.VERSION,
            Integer.toString(n % 3 + 1),
            EventHeader.POSITION,
            Integer.toString(n + 1),
            EventHeader.ACTOR,
            new UUID(0, 5).toString(),
            EventHeader.ACTOR_KIND,
            "user",
            EventHeader.CORRELATION_ID,
            new UUID(n, 2).toString(),
            EventHeader.CAUSATION_ID,
            new UUID(n, 3).toString(),
            EventHeader.TRACEPARENT,
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
        .forEach((name, text) -> headers.add(name, text.getBytes(StandardCharsets.UTF_8)));
    return new ConsumerRecord<>(
        type.topic().orElseThrow().topicName(),
        n / 3 % 3,
        n,
        1770000000000L,
        TimestampType.CREATE_TIME,
        0,
        0,
        task.toString(),
        value.getBytes(StandardCharsets.UTF_8),
        headers,
        Optional.empty());
  }

  private static String golden(EventType type) throws IOException {
    try (InputStream file =
        InboxMeasurement.class.getResourceAsStream(
            "/golden/" + type.stableName() + "." + type.revision() + ".json")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
