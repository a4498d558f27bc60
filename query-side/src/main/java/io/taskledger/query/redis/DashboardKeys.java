package io.taskledger.query.redis;

import java.util.UUID;

/**
 * The keys in Redis that projections writes for the dashboard.
 *
 * @param generation the name of the generation that is live, as PostgreSQL tells it
 */
public record DashboardKeys(String generation) {
  /** On this channel projections announces that it has applied something. */
  public static final String APPLIED_CHANNEL = "dashboard:applied";

  /** JSON of what a task adds to the numbers, in {@code v} the version that it was made from. */
  public String task(UUID taskId) {
    return generation + ":task:" + taskId;
  }

  /** Hash of batch numbers by Kafka partition. */
  public String progress() {
    return generation + ":progress";
  }

  /** Hash of numbers of tasks by status and by priority. */
  public String counts(UUID userId) {
    return generation + ":user:" + userId + ":counts";
  }

  /** Open tasks by due date. */
  public String due(UUID userId) {
    return generation + ":user:" + userId + ":due";
  }

  /** Completed tasks by when they were completed. */
  public String completed(UUID userId) {
    return generation + ":user:" + userId + ":completed";
  }
}
