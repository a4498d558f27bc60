package io.taskledger.local.house.violations.hen;

import io.taskledger.local.house.violations.egg.Egg;

/** Breaks the rule that packages depend on each other in one direction only. */
public final class Hen {
  Egg lay() {
    return new Egg();
  }
}
