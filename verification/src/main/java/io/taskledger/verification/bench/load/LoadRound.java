package io.taskledger.verification.bench.load;

/**
 * What came of one round of load.
 *
 * @param count right answers
 * @param seconds how long it took
 * @param latencies of all answers
 * @param errors wrong answers and broken connections
 * @param firstError what the first of them said; empty without any
 */
public record LoadRound(
    long count, double seconds, Latencies latencies, long errors, String firstError) {
  /** Right answers a second. */
  public double perSecond() {
    return count / seconds;
  }
}
