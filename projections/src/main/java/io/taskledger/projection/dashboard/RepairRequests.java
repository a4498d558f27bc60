package io.taskledger.projection.dashboard;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** Carries the news that Redis lost something from whoever notices to whoever mends it. */
@Component
class RepairRequests {
  private final AtomicLong asked = new AtomicLong();
  private volatile Runnable mender = () -> {};

  /** Who is to be woken when it is asked. */
  void wake(Runnable mender) {
    this.mender = mender;
  }

  /** Asks for a rebuild, soon. */
  void ask() {
    asked.incrementAndGet();
    mender.run();
  }

  /** How often it was asked. */
  long count() {
    return asked.get();
  }
}
