package io.taskledger.command.task;

import io.taskledger.events.task.TaskId;
import io.taskledger.events.user.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Makes a completed task pending again. */
public record ReopenTask(@TargetAggregateIdentifier TaskId taskId, UserId actor, Expected expected)
    implements TaskCommand {}
