package io.taskledger.messaging.inbox.ordering;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What dead letters mean for the streams of a batch.
 *
 * @param stopped streams of which nothing is tried, because their next event is a dead letter
 * @param discarded versions that are passed over, by stream
 */
public record BlockedStreams(Set<UUID> stopped, Map<UUID, Set<Long>> discarded) {}
