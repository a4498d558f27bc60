package io.taskledger.projection.dashboard;

import io.taskledger.projection.background.BackgroundLoop;
import io.taskledger.projection.dashboard.redis.DashboardKeys;
import io.taskledger.projection.dashboard.redis.DashboardStore;
import io.taskledger.projection.generation.Generations;
import io.taskledger.projection.rebuild.RebuildRequests;
import java.time.Duration;
import java.util.SortedMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import redis.clients.jedis.UnifiedJedis;

/**
 * Looks every second, and when a batch was refused, whether Redis has all that was applied, and
 * asks for a new generation when not. Redis or PostgreSQL being away only delays it.
 */
@Component
class DashboardWatch implements SmartLifecycle, HealthIndicator {
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration LAST_RETRY = Duration.ofSeconds(15);

  private final UnifiedJedis redis;
  private final DashboardLedger ledger;
  private final Generations generations;
  private final DashboardProjection projection;
  private final RebuildRequests rebuilds;
  private final RepairRequests requests;
  private final BackgroundLoop watch;
  private long served;

  DashboardWatch(
      UnifiedJedis redis,
      DashboardLedger ledger,
      Generations generations,
      DashboardProjection projection,
      RebuildRequests rebuilds,
      RepairRequests requests) {
    this.redis = redis;
    this.ledger = ledger;
    this.generations = generations;
    this.projection = projection;
    this.rebuilds = rebuilds;
    this.requests = requests;
    this.watch = new BackgroundLoop("dashboard-watch", EVERY, LAST_RETRY, this::watch);
    requests.wake(watch::soon);
  }

  @Override
  public void start() {
    watch.start();
  }

  @Override
  public void stop() {
    watch.stop();
  }

  @Override
  public Health health() {
    return watch.health();
  }

  @Override
  public boolean isRunning() {
    return watch.isRunning();
  }

  /** Asks for a new generation when something is lost, or in any case. */
  void look(boolean inAnyCase) {
    if (inAnyCase || !isComplete()) {
      rebuilds.unlessUnderWay(projection, "Redis lacks something that was applied");
    }
  }

  /** Whether Redis has all that was applied to the live generation, if there is one. */
  boolean isComplete() {
    return generations.live(DashboardProjection.NAME).stream()
        .allMatch(
            live -> {
              // PostgreSQL first: Redis is written before PostgreSQL commits.
              SortedMap<Integer, Long> applied = ledger.batches();
              var store = new DashboardStore(redis, new DashboardKeys(live.schema()));
              return store.progress().covers(applied, ledger.identity());
            });
  }

  /** A request that fails to be served is still to be served. */
  private void watch() {
    long asked = requests.count();
    look(asked > served);
    served = asked;
  }
}
