package io.taskledger.events.ordered;

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
 * @param versions the versions applied after this batch, for the streams that moved
 */
record Ordering(
    List<Delivery> ready, List<Delivery> early, List<Key> released, Map<UUID, Long> versions) {

  /** Names one event of one stream. */
  record Key(UUID streamId, long version) {
    static Key of(Delivery delivery) {
      return new Key(delivery.streamId(), delivery.version());
    }
  }

  /**
   * Decides.
   *
   * @param applied version of the last event applied, for every stream that has one
   * @param parked what was parked for the streams of this batch
   * @param arrived the batch
   */
  static Ordering of(
      Map<UUID, Long> applied, Collection<Delivery> parked, Collection<Delivery> arrived) {
    Set<Key> wasParked = new HashSet<>();
    Map<UUID, TreeMap<Long, Delivery>> waiting = new LinkedHashMap<>();
    for (Delivery delivery : parked) {
      wasParked.add(Key.of(delivery));
      enqueue(waiting, delivery);
    }
    arrived.forEach(delivery -> enqueue(waiting, delivery));

    var ordering =
        new Ordering(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new HashMap<>());
    waiting.forEach(
        (stream, byVersion) ->
            ordering.take(stream, applied.getOrDefault(stream, 0L), byVersion, wasParked));
    return ordering;
  }

  private void take(
      UUID stream, long applied, TreeMap<Long, Delivery> byVersion, Set<Key> wasParked) {
    long version = applied;
    for (Delivery delivery : byVersion.values()) {
      Key key = Key.of(delivery);
      if (delivery.version() == version + 1) {
        ready.add(delivery);
        version++;
        versions.put(stream, version);
      }
      if (delivery.version() > version) {
        if (!wasParked.contains(key)) {
          early.add(delivery);
        }
      } else if (wasParked.contains(key)) {
        released.add(key);
      }
    }
  }

  private static void enqueue(Map<UUID, TreeMap<Long, Delivery>> waiting, Delivery delivery) {
    waiting
        .computeIfAbsent(delivery.streamId(), ignored -> new TreeMap<>())
        .putIfAbsent(delivery.version(), delivery);
  }
}
