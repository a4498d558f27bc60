package io.taskledger.projection.dashboard.counting;

/**
 * Redis lacks something that PostgreSQL says was applied: nothing is written until the view was
 * rebuilt.
 */
public final class DashboardIsBehindException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DashboardIsBehindException(String what) {
    super(what);
  }
}
