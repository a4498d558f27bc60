package io.taskledger.query.applied;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Tells how far a view is. */
public interface AppliedVersions {
  /**
   * The version that the view has applied of each of these streams; without those it knows nothing
   * of.
   */
  Map<UUID, Long> of(Set<UUID> streams);
}
