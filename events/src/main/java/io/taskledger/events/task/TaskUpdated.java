package io.taskledger.events.task;

import io.taskledger.events.user.UserId;

/**
 * Fields of a task were changed; reopening and assigning are changes too.
 *
 * @param changes the new values
 * @param previousValues what the same fields were before
 */
public record TaskUpdated(
    UserId userId, TaskId taskId, TaskChanges changes, TaskChanges previousValues)
    implements TaskEvent {}
