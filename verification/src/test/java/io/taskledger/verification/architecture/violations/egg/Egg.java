package io.taskledger.verification.architecture.violations.egg;

import io.taskledger.verification.architecture.violations.hen.Hen;

/** The other half of what {@link Hen} begins. */
public final class Egg {
  /** Comes out of it. */
  public Hen hatch() {
    return new Hen();
  }
}
