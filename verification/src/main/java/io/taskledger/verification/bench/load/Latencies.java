package io.taskledger.verification.bench.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * How long each of many answers took, to three digits. Many threads may write; what took longer
 * than two minutes counts as two minutes.
 */
public final class Latencies {
  private static final long MOST_MICROS = TimeUnit.MINUTES.toMicros(2);
  private static final int DIGITS = 3;

  private final ConcurrentHistogram micros = new ConcurrentHistogram(MOST_MICROS, DIGITS);

  /** Adds one, in nanoseconds. */
  public void add(long nanos) {
    micros.recordValue(Math.clamp(nanos / 1_000, 0, MOST_MICROS));
  }

  /** How many there are. */
  public long count() {
    return micros.getTotalCount();
  }

  /** What this part (0.99 for the 99th percentile) stayed below, in milliseconds. */
  public double millis(double quantile) {
    return count() == 0 ? Double.NaN : micros.getValueAtPercentile(quantile * 100) / 1000.0;
  }
}
