package io.taskledger.messaging.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.taskledger.events.DomainEvent;
import io.taskledger.events.codec.EventHeader;
import io.taskledger.events.codec.EventType;
import io.taskledger.events.codec.UnreadableEventException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KafkaCodecTest {
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123Z");
  private static final MetaData META_DATA =
      MetaData.from(
          Map.of("actor", "0190a6e0-0000-7000-8000-000000000001", "correlationId", "c-1"));

  @ParameterizedTest
  @MethodSource("io.taskledger.messaging.codec.GoldenEvents#events")
  void anEventComesBackFromItsRecordUnchanged(DomainEvent event) {
    var stored = tracked(event);

    DomainEventMessage<DomainEvent> read = KafkaCodec.toEvent(consumed(record(event)));

    assertThat(read.getPayload()).isEqualTo(event);
    assertThat(read.getIdentifier()).isEqualTo(stored.getIdentifier());
    assertThat(read.getTimestamp()).isEqualTo(AT);
    assertThat(read.getSequenceNumber()).isEqualTo(4);
    assertThat(read.getMetaData())
        .containsAllEntriesOf(META_DATA)
        .containsEntry(EventHeader.POSITION, "17");
  }

  @ParameterizedTest
  @MethodSource("io.taskledger.messaging.codec.GoldenEvents#events")
  void aMessageFitsTheSchemaOfItsTopic(DomainEvent event) throws Exception {
    String topic = EventType.of(event).topic().orElseThrow().topicName();
    try (InputStream schema = getClass().getResourceAsStream("/schemas/" + topic + ".json")) {
      var validator =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(Objects.requireNonNull(schema), InputFormat.JSON);
      String value = new String(record(event).value(), StandardCharsets.UTF_8);

      assertThat(validator.validate(value, InputFormat.JSON)).isEmpty();
      assertThat(validator.validate(value.replaceFirst("eventId", "eventID"), InputFormat.JSON))
          .isNotEmpty();
    }
  }

  @Test
  void theNameOfAUserTravelsInAHeaderBecauseTheMessagesFieldsAreFixed() {
    ProducerRecord<String, byte[]> message =
        record(
            GoldenEvents.events()
                .filter(event -> EventType.of(event) == EventType.USER_REGISTERED)
                .findFirst()
                .orElseThrow());

    assertThat(new String(message.value(), StandardCharsets.UTF_8)).doesNotContain("\"name\"");
    assertThat(KafkaCodec.texts(message.headers())).containsEntry("name", "Anna");
  }

  @Test
  void whatIsNotAnEventIsUnreadable() {
    assertUnreadable("TaskCreated", "1", "not json");
    assertUnreadable("TaskCreated", "1", "[]");
    assertUnreadable("TaskCreated", "1", "{}");
    assertUnreadable("TaskCreated", "one", "{\"eventId\":\"x\"}");
    assertUnreadable("TaskPainted", "1", "{\"eventId\":\"x\"}");
  }

  private static void assertUnreadable(String type, String version, String value) {
    assertThatThrownBy(
            () ->
                KafkaCodec.toEvent(
                    Map.of("eventType", type, "version", version),
                    value.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(UnreadableEventException.class);
  }

  private static GenericTrackedDomainEventMessage<DomainEvent> tracked(DomainEvent event) {
    return new GenericTrackedDomainEventMessage<>(
        new GlobalSequenceTrackingToken(17),
        new GenericDomainEventMessage<>(
            "Task", event.streamId().toString(), 4, event, META_DATA, "event-1", AT));
  }

  private static ProducerRecord<String, byte[]> record(DomainEvent event) {
    return KafkaCodec.toRecord(
        tracked(event), EventType.of(event).topic().orElseThrow().topicName());
  }

  private static ConsumerRecord<String, byte[]> consumed(ProducerRecord<String, byte[]> sent) {
    return new ConsumerRecord<>(
        sent.topic(),
        0,
        0,
        sent.timestamp(),
        TimestampType.CREATE_TIME,
        0,
        0,
        sent.key(),
        sent.value(),
        new RecordHeaders(sent.headers().toArray()),
        java.util.Optional.empty());
  }
}
