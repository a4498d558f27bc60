package io.taskledger.query.dashboard;

import java.util.UUID;

/** The keys in Redis that projections writes for the dashboard. */
public final class DashboardKeys {
  /** On this channel projections announces that it has applied something. */
  public static final String APPLIED_CHANNEL = "dashboard:applied";

  private static final String PREFIX = "dashboard:1:";

  /** Hash of batch numbers by Kafka partition. */
  static final String PROGRESS = PREFIX + "progress";

  private DashboardKeys() {}

  /** JSON of what a task adds to the numbers, in {@code v} the version that it was made from. */
  public static String task(UUID taskId) {
    return PREFIX + "task:" + taskId;
  }

  /** Hash of numbers of tasks by status and by priority. */
  static String counts(UUID userId) {
    return PREFIX + "user:" + userId + ":counts";
  }

  /** Open tasks by due date. */
  static String due(UUID userId) {
    return PREFIX + "user:" + userId + ":due";
  }

  /** Completed tasks by when they were completed. */
  static String completed(UUID userId) {
    return PREFIX + "user:" + userId + ":completed";
  }
}
