package io.taskledger.recurrence;

/**
 * Bounds how many days or periods are looked at for one occurrence, so that no rule takes long. A
 * rule that names a date at all names one well within the bound, unless its interval is large and
 * its dates are rare.
 */
final class Effort {
  /** The last year that the calendar is searched. */
  static final int LAST_YEAR = 9999;

  /** The most days or periods. */
  static final int MOST = 100_000;

  private int spent;

  void spend(int steps) {
    spent += steps;
  }

  boolean isLeft() {
    return spent < MOST;
  }

  /** How many have been looked at. */
  int spent() {
    return spent;
  }
}
