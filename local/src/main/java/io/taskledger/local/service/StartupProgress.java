package io.taskledger.local.service;

import java.time.Duration;
import java.util.function.Supplier;

/** Shows on the console what is being done and how long each step took. */
public final class StartupProgress {
  private final long begin = System.nanoTime();

  /** Runs a step and prints a line when it is done. */
  public <T> T run(String name, Supplier<T> work) {
    long start = System.nanoTime();
    T result = work.get();
    say("  %-22s %6.1f s", name, seconds(start));
    return result;
  }

  /** Prints a line. */
  public synchronized void say(String format, Object... arguments) {
    System.out.printf(format + "%n", arguments);
    System.out.flush();
  }

  /** Seconds since the first step. */
  public double total() {
    return seconds(begin);
  }

  private static double seconds(long since) {
    return Duration.ofNanos(System.nanoTime() - since).toMillis() / 1000.0;
  }
}
