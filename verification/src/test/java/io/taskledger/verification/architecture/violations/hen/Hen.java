package io.taskledger.verification.architecture.violations.hen;

import io.taskledger.verification.architecture.violations.egg.Egg;

/** Breaks the rule that packages depend on each other in one direction only. */
public final class Hen {
  Egg lay() {
    return new Egg();
  }
}
