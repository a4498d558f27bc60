package io.taskledger.projection.batch;

import io.taskledger.events.codec.Topic;
import java.util.Set;

/** The topics that several projections follow. */
public final class Topics {
  /** All that happens to tasks. */
  public static final Set<Topic> OF_TASKS =
      Set.of(
          Topic.TASK_CREATED,
          Topic.TASK_UPDATED,
          Topic.TASK_COMPLETED,
          Topic.TASK_DELETED,
          Topic.TASK_RESTORED);

  private Topics() {}
}
