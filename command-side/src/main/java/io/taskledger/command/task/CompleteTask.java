package io.taskledger.command.task;

import io.taskledger.events.task.TaskId;
import io.taskledger.events.user.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Marks a task as done. */
public record CompleteTask(
    @TargetAggregateIdentifier TaskId taskId, UserId actor, Expected expected)
    implements TaskCommand {}
