package io.taskledger.command.sessions;

import io.taskledger.command.identity.BuiltInIdentity;
import io.taskledger.command.passwords.LoginThrottle;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** What identity does once a minute: turning keys, and deleting what is too old to matter. */
@Component
@BuiltInIdentity
class Upkeep implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Upkeep.class);
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(4);

  private final List<Runnable> chores;
  private volatile ScheduledExecutorService timer;

  @SuppressWarnings("NullAway.Init") // the timer lives from start to stop
  Upkeep(SigningKeys keys, LoginThrottle throttle, Sessions sessions) {
    this.chores = List.of(keys::turn, throttle::forget, sessions::forget);
  }

  @Override
  public void start() {
    timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("identity-upkeep").factory());
    long millis = EVERY.toMillis();
    for (Runnable chore : chores) {
      timer.scheduleWithFixedDelay(() -> tend(chore), millis, millis, TimeUnit.MILLISECONDS);
    }
  }

  /** Without an interrupt, which would cut the connection that a chore is using. */
  @Override
  public void stop() {
    timer.shutdown();
    try {
      if (!timer.awaitTermination(STOPPED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("A chore does not end; it is left to the end of its connection");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return timer != null && !timer.isShutdown();
  }

  /** One that fails is due again in a minute, and the others go on. */
  private static void tend(Runnable chore) {
    try {
      chore.run();
    } catch (RuntimeException failed) {
      log.warn("A chore of identity failed, next try in {}", EVERY, failed);
    }
  }
}
