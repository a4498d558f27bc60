package io.taskledger.command.task;

import io.taskledger.events.task.TaskId;
import io.taskledger.events.user.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Brings a task back from the trash. */
public record RestoreTask(@TargetAggregateIdentifier TaskId taskId, UserId actor, Expected expected)
    implements TaskCommand {}
