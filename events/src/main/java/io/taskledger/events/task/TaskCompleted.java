package io.taskledger.events.task;

import io.taskledger.events.user.UserId;
import java.time.Instant;

/**
 * A task was done.
 *
 * @param timeToComplete milliseconds since its creation
 */
public record TaskCompleted(UserId userId, TaskId taskId, Instant completedAt, long timeToComplete)
    implements TaskEvent {}
