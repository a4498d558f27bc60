package io.taskledger.command.task;

import io.taskledger.events.task.TaskId;
import io.taskledger.events.user.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Puts a task into the trash. */
public record DeleteTask(
    @TargetAggregateIdentifier TaskId taskId, UserId actor, Expected expected, String reason)
    implements TaskCommand {}
