package io.taskledger.messaging.inbox.ordering;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What dead letters mean for the streams of a batch.
 *
 * @param blocked streams of which nothing is handled, because their next event is a dead letter
 * @param discarded versions to skip, by stream
 */
public record BlockedStreams(Set<UUID> blocked, Map<UUID, Set<Long>> discarded) {
  /** None. */
  public BlockedStreams() {
    this(new HashSet<>(), new HashMap<>());
  }
}
