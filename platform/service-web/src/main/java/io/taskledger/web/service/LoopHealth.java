package io.taskledger.web.service;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;

/**
 * Health of work that a thread of our own repeats: down when the thread has ended by itself, or its
 * work has failed for longer than half a minute.
 */
public final class LoopHealth {
  private static final Duration TOLERATED = Duration.ofSeconds(30);

  private final Clock clock;
  private volatile @Nullable Thread thread;
  private volatile @Nullable Instant failingSince;

  /** Of work that has not begun. */
  public LoopHealth() {
    this(Clock.systemUTC());
  }

  LoopHealth(Clock clock) {
    this.clock = clock;
  }

  /** The thread that works from now on; {@code null} when it was told to end. */
  public void runs(@Nullable Thread worker) {
    thread = worker;
    failingSince = null;
  }

  /** The work was done. */
  public void worked() {
    failingSince = null;
  }

  /** The work failed, and is tried again. */
  public void failed() {
    if (failingSince == null) {
      failingSince = clock.instant();
    }
  }

  /** Up, or down with what is wrong. */
  public Health health() {
    Thread worker = thread;
    Instant since = failingSince;
    boolean hasEnded = worker == null || !worker.isAlive();
    if (!hasEnded && (since == null || since.plus(TOLERATED).isAfter(clock.instant()))) {
      return Health.up().build();
    }
    Health.Builder down = Health.down().withDetail("running", !hasEnded);
    return (since == null ? down : down.withDetail("failingSince", since)).build();
  }
}
