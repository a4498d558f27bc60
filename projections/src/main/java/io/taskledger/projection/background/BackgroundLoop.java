package io.taskledger.projection.background;

import io.taskledger.web.service.LoopHealth;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;

/**
 * Does a work again and again on a thread of its own, from {@link #start} to {@link #stop}; sooner
 * when it is asked to, and after failures with ever longer pauses.
 */
public final class BackgroundLoop {
  private static final Logger log = LoggerFactory.getLogger(BackgroundLoop.class);
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(8);

  private final String name;
  private final Duration every;
  private final Duration longestPause;
  private final Work work;
  private final Semaphore asked = new Semaphore(0);
  private final LoopHealth health = new LoopHealth();
  private volatile boolean running;
  private volatile @Nullable Thread thread;

  /** What is to be done. */
  public interface Work {
    /** Does it once; whatever it throws, it is done again. */
    void once() throws InterruptedException;
  }

  /**
   * Plans a work.
   *
   * @param name of the thread
   * @param every the pause after it worked
   * @param longestPause to which that grows while it fails
   */
  public BackgroundLoop(String name, Duration every, Duration longestPause, Work work) {
    this.name = name;
    this.every = every;
    this.longestPause = longestPause;
    this.work = work;
  }

  /** Begins; it can be stopped and started again. */
  public void start() {
    running = true;
    Thread created = Thread.ofPlatform().name(name).unstarted(this::repeat);
    thread = created;
    health.runs(created);
    created.start();
  }

  /** Interrupts the work and waits some seconds for its end. */
  public void stop() {
    running = false;
    Thread ending = thread;
    if (ending != null) {
      ending.interrupt();
      try {
        ending.join(STOPPED_WITHIN);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Whether it was started and not stopped. */
  public boolean isRunning() {
    return running;
  }

  /** Down when its thread has ended, or it has failed for half a minute. */
  public Health health() {
    return health.health();
  }

  /** Has it done once more without a pause before. */
  public void soon() {
    asked.release();
  }

  private void repeat() {
    Duration pause = every;
    try {
      while (running) {
        try {
          work.once();
          pause = every;
          health.worked();
        } catch (RuntimeException failed) {
          health.failed();
          if (running) {
            log.warn("{} fails, next try in {}", name, pause, failed);
          }
          pause = longer(pause);
        }
        asked.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        asked.drainPermits();
      }
    } catch (InterruptedException stop) {
      log.debug("{} is stopped", name);
    }
  }

  private Duration longer(Duration pause) {
    Duration next = pause.multipliedBy(2);
    return next.compareTo(longestPause) > 0 ? longestPause : next;
  }
}
