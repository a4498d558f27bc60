package io.taskledger.projection.dashboard;

import io.taskledger.projection.generation.Generations;
import io.taskledger.projection.rebuild.RebuildRequests;
import java.time.Duration;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import redis.clients.jedis.UnifiedJedis;

/**
 * Looks every second, and when a batch was refused, whether Redis has all that was applied, and
 * asks for a new generation when not. Redis or PostgreSQL being away only delays it.
 */
@Component
class DashboardWatch implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(DashboardWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration LAST_RETRY = Duration.ofSeconds(15);
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(8);

  private final UnifiedJedis redis;
  private final DashboardLedger ledger;
  private final Generations generations;
  private final DashboardProjection projection;
  private final RebuildRequests rebuilds;
  private final RepairRequests requests;
  private volatile boolean running;
  private volatile Thread thread;

  @SuppressWarnings("NullAway.Init") // the thread lives from start to stop
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
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofPlatform().name("dashboard-watch").start(this::watch);
  }

  @Override
  public void stop() {
    running = false;
    thread.interrupt();
    try {
      thread.join(STOPPED_WITHIN);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
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

  private void watch() {
    Duration pause = EVERY;
    boolean asked = false;
    while (running) {
      try {
        look(asked);
        pause = EVERY;
        asked = requests.await(pause);
      } catch (InterruptedException stop) {
        return;
      } catch (RuntimeException failed) {
        if (running) {
          log.warn("The dashboards cannot be checked, next try in {}", pause, failed);
          pause = wait(pause);
        }
      }
    }
  }

  /**
   * Waits, and tells how long to wait the next time; a request that failed is still to be served.
   */
  private Duration wait(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException stop) {
      running = false;
    }
    Duration next = pause.multipliedBy(2);
    return next.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : next;
  }
}
