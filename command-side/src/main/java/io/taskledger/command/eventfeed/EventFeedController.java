package io.taskledger.command.eventfeed;

import io.taskledger.events.DomainEvent;
import io.taskledger.events.codec.EventType;
import io.taskledger.events.codec.KafkaCodec;
import io.taskledger.events.codec.Topic;
import io.taskledger.events.feed.FeedLine;
import io.taskledger.events.problem.ErrorCode;
import io.taskledger.events.problem.Refusal;
import java.nio.charset.StandardCharsets;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * {@code GET /internal/events?after=&limit=}: the events after a position, a line of JSON each, in
 * the form that they have on Kafka. For services only.
 */
@RestController
class EventFeedController {
  private static final int MOST = 50_000;

  private final EventStorageEngine store;

  EventFeedController(EventStorageEngine store) {
    this.store = store;
  }

  @GetMapping(path = "/internal/events", produces = "application/x-ndjson")
  ResponseEntity<StreamingResponseBody> events(
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "10000") int limit) {
    if (after < 0 || limit < 1 || limit > MOST) {
      throw Refusal.of(
          ErrorCode.INVALID_PARAMETER,
          "'after' is a position from 0, 'limit' is 1 to " + MOST + ".");
    }
    return ResponseEntity.ok(
        out -> {
          try (var events = store.readEvents(new GlobalSequenceTrackingToken(after), false)) {
            var page = events.limit(limit).iterator();
            while (page.hasNext()) {
              out.write(line(page.next()).getBytes(StandardCharsets.UTF_8));
              out.write('\n');
            }
          }
        });
  }

  private static String line(TrackedEventMessage<?> event) {
    // All events of this store are published.
    String topic =
        EventType.of((DomainEvent) event.getPayload()).topic().map(Topic::topicName).orElseThrow();
    return FeedLine.of(KafkaCodec.toRecord(event, topic)).write();
  }
}
