package io.taskledger.events.task;

import io.taskledger.events.user.UserId;

/** A task was brought back from the trash, as it was before. */
public record TaskRestored(UserId userId, TaskId taskId) implements TaskEvent {}
