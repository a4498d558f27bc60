package io.taskledger.command.task;

import io.taskledger.events.task.TaskChanges;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.user.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Gives fields of a task new values; a status of completed completes it. */
public record EditTask(
    @TargetAggregateIdentifier TaskId taskId, UserId actor, Expected expected, TaskChanges changes)
    implements TaskCommand {}
