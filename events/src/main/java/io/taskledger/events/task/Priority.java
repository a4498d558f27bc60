package io.taskledger.events.task;

/** How urgent a task is, least first. */
public enum Priority {
  LOW,
  MEDIUM,
  HIGH,
  URGENT
}
