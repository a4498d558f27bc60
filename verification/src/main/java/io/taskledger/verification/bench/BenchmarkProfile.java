package io.taskledger.verification.bench;

import java.time.Duration;

/**
 * How long everything takes.
 *
 * @param warmUp before anything is measured
 * @param rounds of creating; what is compared takes turns in each
 * @param creating how long one turn of creating is
 * @param readRounds of reading
 * @param reading how long one turn of reading is
 * @param visibility how long the views are watched under a steady load
 * @param connections how long many connections send, of which the second half counts
 * @param feedRounds how often the whole feed is read
 * @param backlog events to catch up with
 */
public record BenchmarkProfile(
    Duration warmUp,
    int rounds,
    Duration creating,
    int readRounds,
    Duration reading,
    Duration visibility,
    Duration connections,
    int feedRounds,
    long backlog) {
  /** For figures that are to be kept. */
  static final BenchmarkProfile FULL = of(40, 5, 4, 3, 3, 20, 120, 5, 100_000);

  /** For trying it out. */
  static final BenchmarkProfile QUICK = of(10, 2, 2, 1, 2, 5, 30, 3, 20_000);

  private static BenchmarkProfile of(
      long warmUp,
      int rounds,
      long creating,
      int readRounds,
      long reading,
      long visibility,
      long connections,
      int feedRounds,
      long backlog) {
    return new BenchmarkProfile(
        Duration.ofSeconds(warmUp),
        rounds,
        Duration.ofSeconds(creating),
        readRounds,
        Duration.ofSeconds(reading),
        Duration.ofSeconds(visibility),
        Duration.ofSeconds(connections),
        feedRounds,
        backlog);
  }
}
