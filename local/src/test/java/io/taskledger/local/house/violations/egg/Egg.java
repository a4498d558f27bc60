package io.taskledger.local.house.violations.egg;

import io.taskledger.local.house.violations.hen.Hen;

/** The other half of what {@link Hen} begins. */
public final class Egg {
  /** Comes out of it. */
  public Hen hatch() {
    return new Hen();
  }
}
