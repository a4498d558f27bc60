package io.taskledger.projection.testing;

import io.taskledger.events.DomainEvent;
import io.taskledger.events.codec.EventHeader;
import io.taskledger.events.codec.EventJson;
import io.taskledger.events.codec.EventType;
import io.taskledger.events.codec.Topic;
import io.taskledger.eventstream.RecordedEvent;
import io.taskledger.messaging.codec.KafkaCodec;
import io.taskledger.messaging.inbox.ordering.ReceivedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;

/** Events in the order of the store, as command-side would publish them. */
public final class Story {
  private final List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
  private final List<RecordedEvent> feed = new ArrayList<>();
  private final Map<UUID, Long> versions = new HashMap<>();

  /** The next event of the store. */
  public Story then(DomainEvent event, Instant at) {
    long version = versions.merge(event.streamId(), 1L, Long::sum);
    EventType type = EventType.of(event);
    var message =
        new GenericTrackedDomainEventMessage<DomainEvent>(
            new GlobalSequenceTrackingToken(records.size() + 1L),
            type.stableName(),
            event.streamId().toString(),
            version - 1,
            new GenericMessage<DomainEvent>(
                UUID.randomUUID().toString(),
                event,
                MetaData.with(EventHeader.ACTOR, event.partitionKey().toString())
                    .and(EventHeader.ACTOR_KIND, "user")
                    .and(EventHeader.CORRELATION_ID, "c-" + records.size())),
            () -> at);
    records.add(KafkaCodec.toRecord(message, type.topic().map(Topic::topicName).orElseThrow()));
    feed.add(
        new RecordedEvent(
            records.size(),
            version,
            at.toEpochMilli(),
            message.getIdentifier(),
            message.getAggregateIdentifier(),
            type.stableName(),
            type.revision(),
            EventJson.mapper().writeValueAsString(message.getMetaData()),
            EventJson.write(event)));
    return this;
  }

  /** So many events of a stream were told by another story. */
  public Story after(UUID stream, long version) {
    versions.put(stream, version);
    return this;
  }

  /** As records for Kafka. */
  public List<ProducerRecord<String, byte[]>> records() {
    return List.copyOf(records);
  }

  /** As lines of the event feed. */
  public List<RecordedEvent> feed() {
    return List.copyOf(feed);
  }

  /** As they arrive at a consumer. */
  public List<ReceivedEvent> deliveries() {
    return records.stream()
        .map(each -> ReceivedEvent.of(each.topic(), KafkaCodec.texts(each.headers()), each.value()))
        .toList();
  }
}
