package io.taskledger.projection.dashboard;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Carries the news that Redis lost something from whoever notices to whoever mends it. */
@Component
class RepairRequests {
  private final Semaphore asked = new Semaphore(0);

  /** Asks for a rebuild, soon. */
  void ask() {
    asked.release();
  }

  /** Waits for a request; whether there was one within that time. */
  boolean await(Duration atMost) throws InterruptedException {
    boolean first = asked.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
    return first | asked.drainPermits() > 0;
  }
}
