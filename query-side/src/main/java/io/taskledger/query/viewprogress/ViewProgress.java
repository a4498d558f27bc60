package io.taskledger.query.viewprogress;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Tells how far a view is. */
public interface ViewProgress {
  /**
   * The version that the view has applied of each of these streams; without those it knows nothing
   * of.
   */
  Map<UUID, Long> of(Set<UUID> streams);
}
