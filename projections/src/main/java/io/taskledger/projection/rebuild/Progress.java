package io.taskledger.projection.rebuild;

import java.time.Duration;

/**
 * How far an attempt is.
 *
 * @param begun position at which it began
 * @param processed position up to which events were read
 * @param total position of the store's last event
 */
record Progress(long begun, long processed, long total, Duration taken) {
  /** Events a second since the attempt began. */
  double eventsPerSecond() {
    return taken.isZero() ? 0 : (processed - begun) / (taken.toNanos() / 1e9);
  }
}
