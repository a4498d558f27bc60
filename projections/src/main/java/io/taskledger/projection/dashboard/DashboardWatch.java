package io.taskledger.projection.dashboard;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks every second, and when a batch was refused, whether Redis has all that was applied, and has
 * it rebuilt when not. Redis, PostgreSQL or command-side being away only delays it.
 */
@Component
class DashboardWatch implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(DashboardWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration LAST_RETRY = Duration.ofSeconds(15);
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(8);

  private final DashboardRepair repair;
  private final RepairRequests requests;
  private volatile boolean running;
  private volatile Thread thread;

  @SuppressWarnings("NullAway.Init") // the thread lives from start to stop
  DashboardWatch(DashboardRepair repair, RepairRequests requests) {
    this.repair = repair;
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

  private void watch() {
    Duration pause = EVERY;
    boolean asked = false;
    while (running) {
      try {
        if (asked || !repair.isComplete()) {
          repair.repair(asked);
        }
        pause = EVERY;
        asked = requests.await(pause);
      } catch (InterruptedException stop) {
        return;
      } catch (RuntimeException failed) {
        if (running) {
          log.warn("The dashboards cannot be checked or rebuilt, next try in {}", pause, failed);
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
