package io.taskledger.command.eventstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.command.testing.CommandSide;
import io.taskledger.command.testing.CommandSide.Answer;
import io.taskledger.devservers.TestServers;
import io.taskledger.events.DomainEvent;
import io.taskledger.events.codec.EventType;
import io.taskledger.eventstream.EventStreamClient;
import io.taskledger.eventstream.PageTrailer;
import io.taskledger.eventstream.RecordedEvent;
import io.taskledger.messaging.codec.KafkaCodec;
import io.taskledger.messaging.codec.StreamedEvents;
import io.taskledger.messaging.inbox.ordering.ReceivedEvent;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.ConnectionCallback;

/** What rebuilds and audits read from the store. */
class EventStreamTest {
  private static final String PATH = "/internal/events?";
  private static final CommandSide service =
      CommandSide.started(TestServers.freshDatabase(), CommandSide.REAL_TIME);
  private static final StoredRows rows = new StoredRows(service);

  private final EventStreamClient stream =
      new EventStreamClient(service.uri(), CommandSide.SERVICE_TOKEN);

  @BeforeAll
  static void tellAStory() {
    var anna = service.newcomer();
    String task = anna.task("Tabs\t, \"quotes\", \\ and\nlines");
    anna.patch(task, "{\"description\":\"Ümläute 🙂\",\"dueDate\":\"2031-01-01T00:00:00Z\"}");
    anna.post(task + "/complete", null);
    anna.delete(task);
    anna.post(task + "/restore", null);
  }

  @AfterAll
  static void close() {
    service.close();
  }

  @Test
  void theEventStreamAgreesWithKafka() {
    List<RecordedEvent> lines = read(0, Set.of());

    assertThat(lines).extracting(RecordedEvent::type).contains("UserRegistered", "TaskRestored");
    try (var stored =
        service
            .bean(EventStorageEngine.class)
            .readEvents(new GlobalSequenceTrackingToken(0), false)) {
      assertThat(lines.stream().map(line -> text(StreamedEvents.message(line))))
          .containsExactlyElementsOf(stored.map(event -> text(published(event))).toList());
    }
  }

  @Test
  void aLineIsWrittenAsPostgresqlWritesIt() {
    String page = service("").body().path("text").asString();

    assertThat(read(0, Set.of())).extracting(RecordedEvent::write).isEqualTo(withoutEnd(page));
  }

  @ParameterizedTest
  @CsvSource({"TaskRestored, 1", "TaskRestored, 9", "TaskCreated, 1"})
  void aPayloadGoesOutAsItIsStoredWhateverThisVersionKnowsOfIt(String type, String revision) {
    long before = service.head();
    rows.add(
        1,
        type,
        revision,
        """
        { "addedIn2031": [1.50, "\\u0041\\n"], "userId":"$task","taskId":"$task","title":"t",
        \t"priority":"LOW"}
        """);

    RecordedEvent line = read(before, Set.of()).getFirst();

    assertThat(line.payload()).isEqualTo(rows.payload(before + 1)).contains("addedIn2031");
    assertThat(line.revision()).isEqualTo(revision);
    assertThat(StreamedEvents.message(line).getPayload().streamId())
        .hasToString(line.aggregateId());
    assertThat(new String(ReceivedEvent.of(line).value(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("addedIn2031");
  }

  @Test
  void pagesJoinWithoutHoleOrOverlap() {
    List<Long> seen = new ArrayList<>();
    PageTrailer end = new PageTrailer(0, Long.MAX_VALUE);
    while (!end.atHead()) {
      end = stream.page(end.until(), 2, Set.of(), line -> seen.add(line.position()));
      assertThat(seen).last().isEqualTo(end.until());
    }

    assertThat(end.head()).isEqualTo(service.head());
    assertThat(seen).isEqualTo(LongStream.rangeClosed(1, end.head()).boxed().toList());
  }

  @Test
  void onlyEventsOfTheWantedTypesArriveAndNoMoreThanTheLimit() {
    rows.add(3, "TaskRestored", "1", "{\"userId\":\"$task\",\"taskId\":\"$task\"}");
    Set<EventType> types = Set.of(EventType.TASK_RESTORED, EventType.USER_REGISTERED);
    List<RecordedEvent> wanted =
        read(0, Set.of()).stream()
            .filter(line -> Set.of("TaskRestored", "UserRegistered").contains(line.type()))
            .toList();
    List<RecordedEvent> seen = new ArrayList<>();

    PageTrailer end = stream.page(0, 3, types, seen::add);

    assertThat(seen).isEqualTo(wanted.subList(0, 3));
    assertThat(end.until()).isEqualTo(seen.getLast().position());
    assertThat(read(0, types)).isEqualTo(wanted);
  }

  @Test
  void aReaderWhoseFilterLetsNothingThroughMissesNothingThatComesLater() {
    Set<EventType> types = Set.of(EventType.NOTIFICATION_SENT);
    PageTrailer end = stream.page(0, 10, types, line -> {});
    assertThat(end).isEqualTo(new PageTrailer(service.head(), service.head()));

    String payload =
        """
        {"notificationId":"$task","userId":"$task","type":"t","channel":"c","subject":"s","status":"sent"}
        """;
    rows.add(1, "NotificationSent", "1", payload);

    assertThat(read(end.until(), types)).hasSize(1);
  }

  @Test
  void theHeadOfTheStoreIsToldBeforeTheFirstEvent() {
    assertThat(service("limit=1").header("Taskledger-Head")).isEqualTo("" + service.head());
  }

  @Test
  void theEventsOfOneTaskComeInVersionOrderFromTheWantedOneOn() {
    List<RecordedEvent> ofTask =
        read(0, Set.of()).stream()
            .filter(event -> event.type().equals("TaskCompleted"))
            .map(RecordedEvent::streamId)
            .findFirst()
            .map(
                task ->
                    read(0, Set.of()).stream()
                        .filter(event -> event.streamId().equals(task))
                        .toList())
            .orElseThrow();

    assertThat(ofTask).extracting(RecordedEvent::version).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(stream.stream(ofTask.getFirst().streamId(), 1)).isEqualTo(ofTask);
    assertThat(stream.stream(ofTask.getFirst().streamId(), 4)).isEqualTo(ofTask.subList(3, 5));
    assertThat(stream.stream(ofTask.getFirst().streamId(), 6)).isEmpty();
    assertThat(stream.stream(UUID.randomUUID(), 1)).isEmpty();
  }

  @Test
  void theEventsOfOneTaskAreFoundByTheirIndex() {
    String plan =
        service
            .store()
            .execute(
                (ConnectionCallback<String>)
                    connection -> {
                      try (Statement statement = connection.createStatement()) {
                        // What is left without it is a plan without the index.
                        statement.execute("set enable_seqscan = off");
                        var rows =
                            statement.executeQuery(
                                """
                                explain select payload from command_side.domain_event
                                where aggregate_identifier = '0190a6e0-0000-7000-8000-0000000000aa'
                                  and sequence_number >= 3
                                order by sequence_number limit 1000
                                """);
                        var lines = new StringBuilder();
                        while (rows.next()) {
                          lines.append(rows.getString(1)).append('\n');
                        }
                        statement.execute("reset enable_seqscan");
                        return lines.toString();
                      }
                    });

    assertThat(plan).contains("Index Scan").doesNotContain("Seq Scan");
  }

  @Test
  void nothingComesAfterTheHead() {
    long after = service.head() + 1_000_000;

    assertThat(read(after, Set.of())).isEmpty();
    assertThat(stream.read(after, line -> {})).isEqualTo(after);
  }

  private List<RecordedEvent> read(long after, Set<EventType> types) {
    List<RecordedEvent> lines = new ArrayList<>();
    stream.read(after, types, lines::add);
    return lines;
  }

  private static Answer service(String query) {
    return service.send("GET", PATH + query, CommandSide.SERVICE_TOKEN, null);
  }

  private static List<String> withoutEnd(String page) {
    return page.lines().filter(line -> !line.startsWith("end\t")).toList();
  }

  private static DomainEventMessage<DomainEvent> published(TrackedEventMessage<?> event) {
    var message = KafkaCodec.toRecord(event, "topic");
    return KafkaCodec.toEvent(KafkaCodec.texts(message.headers()), message.value());
  }

  /** All of a message; Axon's messages have no equals. */
  private static String text(DomainEventMessage<DomainEvent> event) {
    return String.join(
        " | ",
        event.getPayload().toString(),
        new java.util.TreeMap<>(event.getMetaData()).toString(),
        event.getIdentifier(),
        event.getTimestamp().toString(),
        event.getAggregateIdentifier(),
        Long.toString(event.getSequenceNumber()),
        event.getType());
  }
}
