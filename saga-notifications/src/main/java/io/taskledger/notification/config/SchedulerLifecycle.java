package io.taskledger.notification.config;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.springframework.context.SmartLifecycle;

/** Lets reminders fire only while everything that they need is there. */
final class SchedulerLifecycle implements SmartLifecycle {
  private final Scheduler scheduler;
  private volatile boolean running;

  SchedulerLifecycle(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public void start() {
    scheduler.start();
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    scheduler.stop();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** After Axon, whose handlers it calls; stops before it. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 10;
  }
}
