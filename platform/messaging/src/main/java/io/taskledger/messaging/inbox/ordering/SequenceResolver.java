package io.taskledger.messaging.inbox.ordering;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Decides from the processed versions what happens to the events of a batch: handled now in version
 * order, buffered until their predecessor arrives, or dropped as duplicates. Pure, so that it can
 * be tested with any history.
 *
 * @param ready to be handled now, in this order
 * @param early to be buffered
 * @param released buffered events that are no longer needed
 * @param next the event that would be handled next of each stream, if it has arrived and its stream
 *     is not blocked
 * @param versions the processed versions after this batch, for the streams that advanced
 */
public record SequenceResolver(
    List<ReceivedEvent> ready,
    List<ReceivedEvent> early,
    List<Key> released,
    List<ReceivedEvent> next,
    Map<UUID, Long> versions) {

  /** Names one event of one stream. */
  public record Key(UUID streamId, long version) {
    static Key of(ReceivedEvent event) {
      return new Key(event.streamId(), event.version());
    }
  }

  /**
   * What is recorded of the streams of a batch.
   *
   * @param processed version of the last event processed, for every stream that has one
   * @param buffered the buffered events of the streams that are not blocked
   * @param blocked what dead letters mean for these streams
   */
  public record Recorded(
      Map<UUID, Long> processed, List<ReceivedEvent> buffered, BlockedStreams blocked) {}

  /**
   * Resolves a batch.
   *
   * @param limit the most events of a stream to handle
   */
  public static SequenceResolver resolve(
      Recorded recorded, Collection<ReceivedEvent> arrived, int limit) {
    Set<Key> wasBuffered = new HashSet<>();
    Map<UUID, TreeMap<Long, ReceivedEvent>> waiting = new LinkedHashMap<>();
    BlockedStreams blocked = recorded.blocked();
    // A stream advances past a discarded event even when nothing of it has arrived.
    blocked.discarded().keySet().forEach(stream -> waiting.put(stream, new TreeMap<>()));
    for (ReceivedEvent event : recorded.buffered()) {
      wasBuffered.add(Key.of(event));
      enqueue(waiting, event);
    }
    arrived.forEach(event -> enqueue(waiting, event));

    var resolved =
        new SequenceResolver(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new HashMap<>());
    waiting.forEach(
        (stream, byVersion) -> {
          var skipped = new HashSet<>(blocked.discarded().getOrDefault(stream, Set.of()));
          // An event that arrived after all replaces the one that was discarded.
          skipped.removeAll(byVersion.keySet());
          boolean isBlocked = blocked.blocked().contains(stream);
          resolved.add(
              stream,
              recorded.processed().getOrDefault(stream, 0L),
              byVersion,
              new Bounds(wasBuffered, skipped, isBlocked ? 0 : limit, isBlocked));
        });
    return resolved;
  }

  private record Bounds(Set<Key> wasBuffered, Set<Long> skipped, int limit, boolean isBlocked) {
    long skipFrom(long version) {
      return skipped.contains(version + 1) ? skipFrom(version + 1) : version;
    }
  }

  private void add(
      UUID stream, long processed, TreeMap<Long, ReceivedEvent> byVersion, Bounds bounds) {
    long version = bounds.skipFrom(processed);
    int taken = 0;
    for (ReceivedEvent event : byVersion.values()) {
      Key key = Key.of(event);
      if (event.version() == version + 1 && taken < bounds.limit) {
        ready.add(event);
        version = bounds.skipFrom(event.version());
        taken++;
      }
      if (event.version() > version) {
        if (!bounds.wasBuffered.contains(key)) {
          early.add(event);
        }
        if (event.version() == version + 1 && !bounds.isBlocked) {
          next.add(event);
        }
      } else if (bounds.wasBuffered.contains(key)) {
        released.add(key);
      }
    }
    if (version != processed) {
      versions.put(stream, version);
    }
  }

  private static void enqueue(
      Map<UUID, TreeMap<Long, ReceivedEvent>> waiting, ReceivedEvent event) {
    waiting
        .computeIfAbsent(event.streamId(), ignored -> new TreeMap<>())
        .putIfAbsent(event.version(), event);
  }
}
