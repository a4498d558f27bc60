package io.taskledger.verification.architecture.violations;

import java.time.Instant;

/** Breaks rule 6: an evolve that looks at the clock. */
public final class ClockReader {
  Instant evolve() {
    return Instant.now();
  }
}
