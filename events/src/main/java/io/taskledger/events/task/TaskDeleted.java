package io.taskledger.events.task;

import io.taskledger.events.user.UserId;

/**
 * A task was put into the trash, from where it can be restored.
 *
 * @param reason as the person gave it, {@code user-deletion} where none was given
 */
public record TaskDeleted(UserId userId, TaskId taskId, String reason) implements TaskEvent {}
