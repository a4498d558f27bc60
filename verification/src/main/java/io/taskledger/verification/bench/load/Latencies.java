package io.taskledger.verification.bench.load;

import java.util.Arrays;
import java.util.Collection;

/**
 * How long each of many answers took; exact, since there are few enough of them. One thread writes.
 */
public final class Latencies {
  private int[] micros;
  private int count;

  /** None yet. */
  public Latencies() {
    this(4096);
  }

  /** None yet, with room for so many. */
  public Latencies(int room) {
    micros = new int[room];
  }

  /** Adds one, in nanoseconds. */
  public void add(long nanos) {
    if (count == micros.length) {
      micros = Arrays.copyOf(micros, count * 2);
    }
    micros[count++] = (int) Math.min(nanos / 1_000, Integer.MAX_VALUE);
  }

  /** All of these, in order. */
  public static Latencies together(Collection<Latencies> parts) {
    int sum = parts.stream().mapToInt(part -> part.count).sum();
    var all = new Latencies(Math.max(1, sum));
    all.count = sum;
    int at = 0;
    for (Latencies part : parts) {
      System.arraycopy(part.micros, 0, all.micros, at, part.count);
      at += part.count;
    }
    Arrays.sort(all.micros, 0, all.count);
    return all;
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /**
   * What this part (0.99 for the 99th percentile) stayed below, in milliseconds; only of {@link
   * #together}.
   */
  public double millis(double quantile) {
    if (count == 0) {
      return Double.NaN;
    }
    int index = (int) Math.ceil(quantile * count) - 1;
    return micros[Math.clamp(index, 0, count - 1)] / 1000.0;
  }
}
