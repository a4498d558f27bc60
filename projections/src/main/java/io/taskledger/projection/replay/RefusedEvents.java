package io.taskledger.projection.replay;

import io.taskledger.eventstream.RecordedEvent;
import io.taskledger.messaging.inbox.ordering.ReceivedEvent;
import io.taskledger.messaging.inbox.processing.BatchProcessor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Events that a fold has refused, with those of the same task behind them. */
final class RefusedEvents {
  private final Map<UUID, Stream> streams = new HashMap<>();

  private record Stream(RuntimeException failure, List<RecordedEvent> waiting) {}

  /** Takes an event that stands behind one that was refused; whether it does. */
  boolean takes(RecordedEvent event) {
    Stream stream = streams.isEmpty() ? null : streams.get(event.streamId());
    return stream != null && stream.waiting().add(event);
  }

  /** Adds the first event of its stream that was refused. */
  void begin(RecordedEvent event, RuntimeException failure) {
    streams.put(event.streamId(), new Stream(failure, new ArrayList<>(List.of(event))));
  }

  /** Writes those that were not written yet; in the transaction of the calling thread. */
  void write(BatchProcessor processor) {
    streams
        .values()
        .forEach(
            stream -> {
              if (!stream.waiting().isEmpty()) {
                processor.deadLetter(
                    stream.waiting().stream().map(ReceivedEvent::of).toList(), stream.failure());
                stream.waiting().clear();
              }
            });
  }
}
