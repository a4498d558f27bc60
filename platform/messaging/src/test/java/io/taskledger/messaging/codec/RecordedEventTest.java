package io.taskledger.messaging.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskledger.events.DomainEvent;
import io.taskledger.events.codec.EventJson;
import io.taskledger.events.codec.EventType;
import io.taskledger.events.codec.Topic;
import io.taskledger.events.codec.UnreadableEventException;
import io.taskledger.eventstream.PageReader;
import io.taskledger.eventstream.PageTrailer;
import io.taskledger.eventstream.RecordedEvent;
import io.taskledger.messaging.inbox.ordering.ReceivedEvent;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedEventTest {
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123Z");
  private static final Map<String, String> META_DATA =
      Map.of("actor", "0190a6e0-0000-7000-8000-000000000001", "correlationId", "c\t\"1\"");
  private static final String TASK = "0190a6e0-0000-7000-8000-0000000000aa";

  @ParameterizedTest
  @MethodSource("io.taskledger.messaging.codec.GoldenEvents#events")
  void theEventStreamAndKafkaAgreeOnAnEvent(DomainEvent event) throws IOException {
    ProducerRecord<String, byte[]> published = published(event);
    Map<String, String> headers = KafkaCodec.texts(published.headers());
    RecordedEvent line = read(line(event)).getFirst();

    assertSame(StreamedEvents.message(line), KafkaCodec.toEvent(headers, published.value()));
    ReceivedEvent delivery = ReceivedEvent.of(line);
    assertThat(delivery.topic()).isEqualTo(published.topic());
    assertThat(delivery.headers()).isEqualTo(headers);
    assertThat(EventJson.mapper().readTree(delivery.value()))
        .isEqualTo(EventJson.mapper().readTree(published.value()));
    assertSame(delivery.event(), StreamedEvents.message(line));
  }

  @Test
  void anEventOfAnOlderRevisionIsReadAsWhatItIsToday() throws IOException {
    String stored = golden("TaskCreated.1");
    RecordedEvent line = read(line("TaskCreated", "1", stored)).getFirst();

    assertThat(line.payload()).isEqualTo(stored);
    assertThat(StreamedEvents.message(line).getPayload())
        .isEqualTo(EventJson.read(EventType.TASK_CREATED, "2", golden("TaskCreated.2")))
        .isEqualTo(ReceivedEvent.of(line).event().getPayload());
  }

  @Test
  void whatThisVersionDoesNotKnowArrivesAllTheSame() throws IOException {
    String stored =
        "{\"colour\" : [1.50],\"userId\":\"%s\",\"taskId\":\"%s\"}".formatted(TASK, TASK);
    List<RecordedEvent> lines =
        read(line("TaskRestored", "1", stored) + line("TaskPainted", "7", stored));

    assertThat(lines).extracting(RecordedEvent::payload).containsOnly(stored);
    assertThat(new String(ReceivedEvent.of(lines.getFirst()).value(), UTF_8))
        .contains("\"colour\" : [1.50]");
    assertThat(StreamedEvents.message(lines.getFirst()).getIdentifier()).isEqualTo(TASK);
    assertThatThrownBy(() -> StreamedEvents.message(lines.getLast()))
        .isInstanceOf(UnreadableEventException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\\", "\\\\t", "a\tb\nc\rd\be\ff\u000bg", "Ümläute 🙂 \\u0041"})
  void everyTextComesBackAsItWas(String text) throws IOException {
    assertThat(read(line("TaskRestored", "1", text)))
        .extracting(RecordedEvent::payload)
        .containsExactly(text);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1 << 16, 1 << 20})
  void aLineMayBeOfAnySizeAndArriveInAnyPieces(int piece) throws IOException {
    List<String> texts = List.of("x".repeat(70_000), "short", "y\n".repeat(100_000), "");
    var page = new StringBuilder();
    texts.forEach(text -> page.append(line("TaskRestored", "1", text)));

    assertThat(read(page.toString(), piece))
        .extracting(RecordedEvent::payload)
        .containsExactlyElementsOf(texts);
  }

  @Test
  void aPageThatWasCutOffIsNotTakenForAWholeOne() {
    var cut = new ByteArrayInputStream(line("TaskRestored", "1", "{}").getBytes(UTF_8));

    assertThatThrownBy(() -> new PageReader(cut).read(line -> {})).isInstanceOf(EOFException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\n", "a\tb\n", "end\t1\n", "end\tx\t2\n", "1\t2\t3\t4\t5\t6\t7\t8\t9\t10\n"})
  void whatIsNotAPageIsRefused(String line) {
    var other = new ByteArrayInputStream(line.getBytes(UTF_8));

    assertThatThrownBy(() -> new PageReader(other).read(ignored -> {}))
        .isInstanceOf(IOException.class);
  }

  private static void assertSame(
      DomainEventMessage<DomainEvent> one, DomainEventMessage<DomainEvent> other) {
    assertThat(one.getPayload()).isEqualTo(other.getPayload());
    assertThat(one.getMetaData()).isEqualTo(other.getMetaData());
    assertThat(one.getIdentifier()).isEqualTo(other.getIdentifier());
    assertThat(one.getTimestamp()).isEqualTo(other.getTimestamp());
    assertThat(one.getAggregateIdentifier()).isEqualTo(other.getAggregateIdentifier());
    assertThat(one.getSequenceNumber()).isEqualTo(other.getSequenceNumber());
    assertThat(one.getType()).isEqualTo(other.getType());
  }

  private static ProducerRecord<String, byte[]> published(DomainEvent event) {
    return KafkaCodec.toRecord(
        new GenericTrackedDomainEventMessage<>(
            new GlobalSequenceTrackingToken(17),
            new GenericDomainEventMessage<>(
                "Task", event.streamId().toString(), 4, event, MetaData.from(META_DATA), TASK, AT)),
        EventType.of(event).topic().map(Topic::topicName).orElseThrow());
  }

  private static String line(DomainEvent event) {
    EventType type = EventType.of(event);
    return line(
        event.streamId().toString(), type.stableName(), type.revision(), EventJson.write(event));
  }

  private static String line(String type, String revision, String payload) {
    return line(TASK, type, revision, payload);
  }

  private static String line(String aggregate, String type, String revision, String payload) {
    String metaData = EventJson.mapper().writeValueAsString(META_DATA);
    return new RecordedEvent(
                17, 5, AT.toEpochMilli(), TASK, aggregate, type, revision, metaData, payload)
            .write()
        + "\n";
  }

  private static List<RecordedEvent> read(String lines) throws IOException {
    return read(lines, Integer.MAX_VALUE);
  }

  private static List<RecordedEvent> read(String lines, int piece) throws IOException {
    List<RecordedEvent> read = new ArrayList<>();
    byte[] page = (lines + new PageTrailer(17, 20).write() + "\n").getBytes(UTF_8);
    InputStream pieces =
        new ByteArrayInputStream(page) {
          @Override
          public int read(byte[] buffer, int from, int length) {
            return super.read(buffer, from, Math.min(length, piece));
          }
        };
    assertThat(new PageReader(pieces).read(read::add)).isEqualTo(new PageTrailer(17, 20));
    return read;
  }

  private static String golden(String name) throws IOException {
    try (InputStream file =
        RecordedEventTest.class.getResourceAsStream("/golden/" + name + ".json")) {
      return new String(java.util.Objects.requireNonNull(file).readAllBytes(), UTF_8);
    }
  }
}
