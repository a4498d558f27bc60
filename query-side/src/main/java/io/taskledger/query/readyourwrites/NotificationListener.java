package io.taskledger.query.readyourwrites;

import io.taskledger.web.service.LoopHealth;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/** Listens to a store as long as the service runs, over a new connection whenever one is lost. */
final class NotificationListener implements SmartLifecycle, HealthIndicator {
  private static final Logger log = LoggerFactory.getLogger(NotificationListener.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final String name;
  private final Source source;
  private final LoopHealth health = new LoopHealth();
  private volatile @Nullable Thread listener;

  /** One connection to listen on. */
  @FunctionalInterface
  interface Source {
    /**
     * Connects, and passes on what it hears until the connection is lost.
     *
     * @param connected to be run when nothing can be missed any more
     */
    void listen(Runnable connected) throws SQLException;
  }

  NotificationListener(String name, Source source) {
    this.name = name;
    this.source = source;
  }

  @Override
  public void start() {
    Thread created = Thread.ofVirtual().name(name).unstarted(this::run);
    // Before it runs: it ends when it finds that it is not the listener any more.
    listener = created;
    health.runs(created);
    created.start();
  }

  @Override
  public void stop() {
    Thread running = listener;
    listener = null;
    if (running != null) {
      // Also closes the socket that it reads from, for it is a virtual thread.
      running.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return listener != null;
  }

  @Override
  public Health health() {
    return health.health();
  }

  @Override
  public int getPhase() {
    // Stops after the web server: requests that still wait then are released as always.
    return 0;
  }

  private void run() {
    var failures = new Failures();
    while (listener == Thread.currentThread()) {
      try {
        source.listen(
            () -> {
              failures.forget();
              health.worked();
            });
      } catch (SQLException | RuntimeException lost) {
        if (isRunning()) {
          health.failed();
          log.warn("{} lost its connection: {}", name, lost.toString());
          failures.pause();
        }
      }
    }
  }

  private static final class Failures {
    private Duration pause = FIRST_PAUSE;

    void forget() {
      pause = FIRST_PAUSE;
    }

    void pause() {
      try {
        Thread.sleep(pause);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
      } catch (InterruptedException stopped) {
        // stop() has been called; the loop sees that.
        Thread.currentThread().interrupt();
      }
    }
  }
}
