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
 * What becomes of the events of one batch, decided from the versions applied so far: handled now in
 * version order, kept until their predecessor comes, or dropped as known. Pure, so that it can be
 * tested with any history.
 *
 * @param ready to be handled now, in this order
 * @param early to be parked
 * @param released what was parked and is now done with
 * @param next of each stream the event that would be handled next, if it is there and its stream is
 *     not stopped
 * @param versions the versions applied after this batch, for the streams that moved
 */
public record SequenceResolver(
    List<ReceivedEvent> ready,
    List<ReceivedEvent> early,
    List<Key> released,
    List<ReceivedEvent> next,
    Map<UUID, Long> versions) {

  /** Names one event of one stream. */
  public record Key(UUID streamId, long version) {
    static Key of(ReceivedEvent delivery) {
      return new Key(delivery.streamId(), delivery.version());
    }
  }

  /**
   * Decides.
   *
   * @param applied version of the last event applied, for every stream that has one
   * @param parked what was parked for the streams of this batch that are not stopped
   * @param arrived the batch
   * @param marks what dead letters say of these streams
   * @param most how many events of a stream may be handled
   */
  public static SequenceResolver of(
      Map<UUID, Long> applied,
      Collection<ReceivedEvent> parked,
      Collection<ReceivedEvent> arrived,
      BlockedStreams marks,
      int most) {
    Set<Key> wasParked = new HashSet<>();
    Map<UUID, TreeMap<Long, ReceivedEvent>> waiting = new LinkedHashMap<>();
    // A stream moves past what was discarded also when nothing of it has come.
    marks.discarded().keySet().forEach(stream -> waiting.put(stream, new TreeMap<>()));
    for (ReceivedEvent delivery : parked) {
      wasParked.add(Key.of(delivery));
      enqueue(waiting, delivery);
    }
    arrived.forEach(delivery -> enqueue(waiting, delivery));

    var ordering =
        new SequenceResolver(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new HashMap<>());
    waiting.forEach(
        (stream, byVersion) -> {
          var gone = new HashSet<>(marks.discarded().getOrDefault(stream, Set.of()));
          // An event that is there after all is better than the hole in its place.
          gone.removeAll(byVersion.keySet());
          ordering.take(
              stream,
              applied.getOrDefault(stream, 0L),
              byVersion,
              new Bounds(wasParked, gone, marks.stopped().contains(stream) ? 0 : most));
          if (marks.stopped().contains(stream)) {
            ordering.next.removeIf(delivery -> delivery.streamId().equals(stream));
          }
        });
    return ordering;
  }

  private record Bounds(Set<Key> wasParked, Set<Long> gone, int most) {
    long past(long version) {
      return gone.contains(version + 1) ? past(version + 1) : version;
    }
  }

  private void take(
      UUID stream, long applied, TreeMap<Long, ReceivedEvent> byVersion, Bounds bounds) {
    long version = bounds.past(applied);
    int taken = 0;
    for (ReceivedEvent delivery : byVersion.values()) {
      Key key = Key.of(delivery);
      if (delivery.version() == version + 1 && taken < bounds.most) {
        ready.add(delivery);
        version = bounds.past(delivery.version());
        taken++;
      }
      if (delivery.version() > version) {
        if (!bounds.wasParked.contains(key)) {
          early.add(delivery);
        }
        if (delivery.version() == version + 1) {
          next.add(delivery);
        }
      } else if (bounds.wasParked.contains(key)) {
        released.add(key);
      }
    }
    if (version != applied) {
      versions.put(stream, version);
    }
  }

  private static void enqueue(
      Map<UUID, TreeMap<Long, ReceivedEvent>> waiting, ReceivedEvent delivery) {
    waiting
        .computeIfAbsent(delivery.streamId(), ignored -> new TreeMap<>())
        .putIfAbsent(delivery.version(), delivery);
  }
}
