package io.taskledger.projection.dashboard;

import io.taskledger.events.task.TaskEvent;
import io.taskledger.eventstream.RecordedEvent;
import io.taskledger.projection.dashboard.counting.Contribution;
import io.taskledger.projection.dashboard.redis.DashboardReplayWriter;
import io.taskledger.projection.generation.BulkProjector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Folds contributions in memory, so that each is written once and not once an event. */
final class DashboardBulkProjector implements BulkProjector {
  /** What a contribution takes. Bytes. */
  private static final int WEIGHT = 350;

  private final DashboardReplayWriter making;

  /** What Redis has of those that are in memory. */
  private final Map<UUID, Contribution> stored = new HashMap<>();

  private final Map<UUID, Contribution> contributions = new HashMap<>();

  DashboardBulkProjector(DashboardReplayWriter making) {
    this.making = making;
  }

  @Override
  public void recall(List<RecordedEvent> events) {
    List<UUID> missing =
        events.stream()
            .filter(event -> event.version() > 1)
            .map(RecordedEvent::streamId)
            .distinct()
            .filter(task -> !contributions.containsKey(task))
            .toList();
    Map<UUID, Contribution> found = making.read(missing);
    stored.putAll(found);
    contributions.putAll(found);
  }

  @Override
  public void take(RecordedEvent line) {
    if (line.payloadEvent() instanceof TaskEvent event) {
      UUID task = event.streamId();
      contributions.put(
          task, Contribution.evolve(contributions.get(task), event, line.at(), line.version()));
    }
  }

  @Override
  public long weight() {
    return (long) WEIGHT * (stored.size() + contributions.size());
  }

  @Override
  public void write() {
    making.write(stored, contributions);
  }

  @Override
  public void written() {
    stored.putAll(contributions);
  }

  @Override
  public void forget() {
    stored.clear();
    contributions.clear();
  }
}
