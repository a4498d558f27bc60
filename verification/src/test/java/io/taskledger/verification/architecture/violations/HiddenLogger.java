package io.taskledger.verification.architecture.violations;

import org.slf4j.LoggerFactory;

/** Breaks rule 6: an evolve that logs by way of another method. */
public final class HiddenLogger {
  void evolve() {
    aside();
  }

  private static void aside() {
    LoggerFactory.getLogger(HiddenLogger.class).info("evolved");
  }
}
