package io.taskledger.web;

import java.util.Map;
import java.util.UUID;

/** What a read has to include: the meaning of one token of {@link PositionTokens}. */
public sealed interface PositionToken {
  /**
   * Some aggregates, each up to a version.
   *
   * @param byAggregate versions, at least 1
   */
  record Versions(Map<UUID, Long> byAggregate) implements PositionToken {
    /** Keeps a copy. */
    public Versions {
      byAggregate = Map.copyOf(byAggregate);
    }
  }

  /**
   * Everything that a user did between two positions of the event store, both included. Used where
   * too much changed to be named.
   */
  record Range(UUID actor, long first, long last) implements PositionToken {}
}
