package io.taskledger.projection.dashboard;

/**
 * Redis lacks something that PostgreSQL says was applied: nothing is written until the view was
 * rebuilt.
 */
final class DashboardIsBehindException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DashboardIsBehindException(String what) {
    super(what);
  }
}
