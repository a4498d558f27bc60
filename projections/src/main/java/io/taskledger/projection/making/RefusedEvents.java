package io.taskledger.projection.making;

import io.taskledger.events.feed.FeedLine;
import io.taskledger.events.ordered.applying.FeedApply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Events that a fold has refused, with those of the same task behind them. */
final class RefusedEvents {
  private final Map<UUID, Stream> streams = new HashMap<>();

  private record Stream(RuntimeException failure, List<FeedLine> waiting) {}

  /** Takes an event that stands behind one that was refused; whether it does. */
  boolean takes(FeedLine event) {
    Stream stream = streams.isEmpty() ? null : streams.get(event.streamId());
    return stream != null && stream.waiting().add(event);
  }

  /** Adds the first event of its stream that was refused. */
  void begin(FeedLine event, RuntimeException failure) {
    streams.put(event.streamId(), new Stream(failure, new ArrayList<>(List.of(event))));
  }

  /** Writes those that were not written yet; in the transaction of the calling thread. */
  void write(FeedApply apply) {
    streams
        .values()
        .forEach(
            stream -> {
              if (!stream.waiting().isEmpty()) {
                apply.refuse(
                    stream.waiting().stream().map(FeedLine::delivery).toList(), stream.failure());
                stream.waiting().clear();
              }
            });
  }
}
