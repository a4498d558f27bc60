package io.taskledger.projection.dashboard.redis;

import io.taskledger.events.user.UserId;
import java.util.UUID;

/**
 * Where the dashboards of one generation lie in Redis.
 *
 * @param generation its name; another one lies beside it under another prefix
 */
public record DashboardKeys(String generation) {
  /** On this channel every batch that was applied is announced. */
  static final String APPLIED_CHANNEL = "dashboard:applied";

  /** Contribution of a task, JSON. */
  String task(UUID taskId) {
    return prefix() + "task:" + taskId;
  }

  /** Hash: {@code status:…} and {@code priority:…} to how many tasks the user sees. */
  String counts(UserId user) {
    return prefix() + "user:" + user + ":counts";
  }

  /** Sorted set: tasks to be done, by due date in milliseconds. */
  String due(UserId user) {
    return prefix() + "user:" + user + ":due";
  }

  /** Sorted set: completed tasks, by completion in milliseconds. */
  String completed(UserId user) {
    return prefix() + "user:" + user + ":completed";
  }

  /** Hash: Kafka partition to the number of the last batch in this view. */
  String progress() {
    return prefix() + "progress";
  }

  /** Identity of the PostgreSQL database that the progress belongs to. */
  String ledger() {
    return prefix() + "ledger";
  }

  /** Stands while the view is made; its value names the one write that may come next. */
  String making() {
    return prefix() + "making";
  }

  /** Matches every key of this generation, for SCAN. */
  String all() {
    return prefix() + "*";
  }

  /** Every key of this generation begins so. */
  String prefix() {
    return generation + ":";
  }
}
