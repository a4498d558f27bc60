package io.taskledger.messaging.inbox;

import io.taskledger.events.codec.EventType;
import io.taskledger.events.codec.Topic;
import io.taskledger.events.codec.UnreadableEventException;
import io.taskledger.eventstream.EventStreamClient;
import io.taskledger.eventstream.PageTrailer;
import io.taskledger.eventstream.RecordedEvent;
import io.taskledger.messaging.inbox.ordering.ReceivedEvent;
import io.taskledger.messaging.inbox.processing.BatchProcessor;
import io.taskledger.messaging.inbox.processing.InboxBatch;
import io.taskledger.messaging.inbox.processing.InboxTransaction;
import io.taskledger.messaging.inbox.processing.PoisonEventClassifier;
import io.taskledger.messaging.inbox.store.ConsumerInbox;
import io.taskledger.messaging.inbox.store.ConsumerInbox.Gap;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads from the store's event stream what Kafka did not deliver: the events that close a gap, and
 * everything for a consumer whose past is no longer on Kafka. They pass the same inbox, so each is
 * handled once.
 */
final class EventStreamCatchUp {
  private static final Logger log = LoggerFactory.getLogger(EventStreamCatchUp.class);
  private static final int GAPS_AT_ONCE = 20;
  private static final int PAGE = 2_000;

  private final EventStreamClient eventStream;
  private final ConsumerInbox inbox;
  private final InboxTransaction transaction;
  private final BatchProcessor batches;
  private final Set<Topic> topics;
  private final Duration gapAge;

  EventStreamCatchUp(
      EventStreamClient eventStream,
      ConsumerInbox inbox,
      InboxTransaction transaction,
      BatchProcessor batches,
      Set<Topic> topics,
      Duration gapAge) {
    this.eventStream = eventStream;
    this.inbox = inbox;
    this.transaction = transaction;
    this.batches = batches;
    this.topics = topics;
    this.gapAge = gapAge;
  }

  /**
   * What an attempt to close gaps found.
   *
   * @param open how many streams still miss an event, at most
   * @param handled how many events were fetched and handled
   */
  record Repair(int open, int handled) {}

  /** Fetches what is missing in the streams that have waited for longer than a gap may last. */
  Repair closeGaps() {
    List<Gap> gaps = transaction.inTransaction(() -> inbox.gaps(gapAge, GAPS_AT_ONCE));
    int handled = 0;
    int open = 0;
    for (Gap gap : gaps) {
      List<ReceivedEvent> missing;
      try {
        missing = missing(gap);
      } catch (UncheckedIOException away) {
        log.warn("{} cannot fetch missing events: {}", inbox.consumer(), away.getMessage());
        return new Repair(gaps.size(), handled);
      }
      if (missing.isEmpty()) {
        open++;
        continue;
      }
      int count = process(missing);
      handled += count;
      log.warn(
          "{} missed version {} of {}: {} events fetched from the event stream, {} events applied",
          inbox.consumer(),
          gap.from(),
          gap.streamId(),
          missing.size(),
          count);
    }
    return new Repair(open, handled);
  }

  /** Events from the gap on, up to the first that this version does not know. */
  private List<ReceivedEvent> missing(Gap gap) {
    List<ReceivedEvent> events = new ArrayList<>();
    try {
      for (RecordedEvent recorded :
          eventStream.withPatience(Duration.ZERO).stream(gap.streamId(), gap.from())) {
        events.add(received(recorded));
      }
    } catch (UnreadableEventException unknown) {
      log.warn(
          "{} cannot read version {} of {}: {}",
          inbox.consumer(),
          gap.from() + events.size(),
          gap.streamId(),
          unknown.getMessage());
    }
    return events;
  }

  /**
   * Reads the event stream to its end, from where an earlier attempt was, and continues on Kafka
   * from these offsets. Handlers see {@link InboxBatch#isReplay()}.
   *
   * @param offsets the ends of the topics before the call: what lies before them is in the stream
   * @param isStopped ends the catch-up early, to be continued
   */
  void replay(Map<TopicPartition, Long> offsets, BooleanSupplier isStopped) {
    InboxBatch.replaying(
        () -> {
          long after = transaction.inTransaction(() -> inbox.offsets().checkpoint()).orElse(0);
          log.info("{} catches up on the event stream from position {}", inbox.consumer(), after);
          PageTrailer page = new PageTrailer(after, Long.MAX_VALUE);
          while (!page.atHead() && !isStopped.getAsBoolean()) {
            List<ReceivedEvent> events = new ArrayList<>(PAGE);
            page = eventStream.page(page.until(), PAGE, types(), each -> add(each, events));
            process(events);
            long until = page.until();
            transaction.inTransaction(
                () -> {
                  inbox.offsets().checkpoint(until);
                  return until;
                });
          }
          if (page.atHead()) {
            transaction.inTransaction(
                () -> {
                  inbox.offsets().finishCatchUp(offsets);
                  return offsets;
                });
            log.info("{} has caught up to position {}", inbox.consumer(), page.until());
          }
        });
  }

  private void add(RecordedEvent recorded, List<ReceivedEvent> events) {
    try {
      events.add(received(recorded));
    } catch (UnreadableEventException unknown) {
      // What is behind it is buffered, and its stream is reported as a gap.
      log.warn(
          "{} cannot read position {}: {}",
          inbox.consumer(),
          recorded.position(),
          unknown.getMessage());
    }
  }

  private int process(List<ReceivedEvent> events) {
    try {
      return batches.processBatch(events);
    } catch (RuntimeException failed) {
      if (!PoisonEventClassifier.isPoison(failed)) {
        throw failed;
      }
      return batches.processPerStream(events);
    }
  }

  private static ReceivedEvent received(RecordedEvent recorded) {
    return ReceivedEvent.of(recorded).inPartitionOf(Topic.PARTITIONS);
  }

  /** All types of the streams that are followed: also those without a topic count as versions. */
  private Set<EventType> types() {
    Set<Class<?>> families = new HashSet<>();
    for (EventType type : EventType.values()) {
      if (type.topic().filter(topics::contains).isPresent()) {
        families.addAll(List.of(type.recordClass().getInterfaces()));
      }
    }
    var types = EnumSet.allOf(EventType.class);
    types.removeIf(
        type -> Stream.of(type.recordClass().getInterfaces()).noneMatch(families::contains));
    return types;
  }
}
