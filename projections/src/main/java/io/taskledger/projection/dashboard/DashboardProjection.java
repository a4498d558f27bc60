package io.taskledger.projection.dashboard;

import io.taskledger.events.task.TaskEvent;
import io.taskledger.projection.batch.EventContext;
import io.taskledger.projection.batch.Topics;
import io.taskledger.projection.dashboard.counting.Changes;
import io.taskledger.projection.dashboard.counting.Contribution;
import io.taskledger.projection.dashboard.redis.DashboardComparison;
import io.taskledger.projection.dashboard.redis.DashboardKeys;
import io.taskledger.projection.dashboard.redis.DashboardReplayWriter;
import io.taskledger.projection.dashboard.redis.DashboardStore;
import io.taskledger.projection.generation.BulkProjector;
import io.taskledger.projection.generation.Generation;
import io.taskledger.projection.generation.Projection;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;
import redis.clients.jedis.UnifiedJedis;

/** The numbers at a glance of every user. */
@Component
class DashboardProjection implements Projection {
  static final String NAME = "dashboard";
  static final int SHAPE = 1;

  private final UnifiedJedis redis;
  private final DashboardLedger ledger;
  private final Clock clock;
  private final Map<String, DashboardReplayWriter> makings = new ConcurrentHashMap<>();

  DashboardProjection(UnifiedJedis redis, DashboardLedger ledger, Clock clock) {
    this.redis = redis;
    this.ledger = ledger;
    this.clock = clock;
  }

  @Override
  public ProjectionDescriptor outline() {
    return new ProjectionDescriptor(NAME, SHAPE, Topics.OF_TASKS, "redis", Map.of());
  }

  @Override
  public boolean isResumable() {
    return false;
  }

  @Override
  public BulkProjector fold(Generation generation) {
    var making = new DashboardReplayWriter(new DashboardKeys(generation.schema()), redis, clock);
    making.begin();
    makings.put(generation.schema(), making);
    return new DashboardBulkProjector(making);
  }

  @Override
  public void apply(Generation generation, List<? extends EventMessage<?>> events) {
    List<EventContext<TaskEvent>> happened = EventContext.all(events, TaskEvent.class);
    List<UUID> tasks = happened.stream().map(each -> each.event().streamId()).distinct().toList();
    DashboardReplayWriter making = making(generation);
    Map<UUID, Contribution> before = making.read(tasks);
    making.write(before, Changes.fold(before, happened));
  }

  @Override
  public void open(Generation generation) {
    making(generation).open(ledger.batches(), ledger.identity());
  }

  @Override
  public long differences(Generation one, Generation other) {
    return new DashboardComparison(redis, clock)
        .differences(new DashboardKeys(one.schema()), new DashboardKeys(other.schema()));
  }

  @Override
  public void drop(Generation generation) {
    makings.remove(generation.schema());
    new DashboardStore(redis, new DashboardKeys(generation.schema())).delete();
  }

  private DashboardReplayWriter making(Generation generation) {
    return Objects.requireNonNull(makings.get(generation.schema()), "not being made here");
  }
}
