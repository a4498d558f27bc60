package io.taskledger.events.ordered;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What dead letters mean for the streams of a batch.
 *
 * @param stopped streams of which nothing is tried, because their next event is a dead letter
 * @param discarded versions that are passed over, by stream
 */
record Marks(Set<UUID> stopped, Map<UUID, Set<Long>> discarded) {
  static final Marks NONE = new Marks(Set.of(), Map.of());
}
