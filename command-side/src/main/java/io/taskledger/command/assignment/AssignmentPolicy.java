package io.taskledger.command.assignment;

import io.taskledger.events.user.UserId;

/** Whether users let others assign tasks to them, as their preferences say. */
public interface AssignmentPolicy {
  /** Whether the assignee lets this user assign tasks to them. */
  boolean allows(UserId assignee, UserId by);
}
