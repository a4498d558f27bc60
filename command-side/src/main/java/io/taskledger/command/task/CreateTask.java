package io.taskledger.command.task;

import io.taskledger.events.task.TaskDetails;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.user.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Writes a task down; the actor becomes its owner. */
public record CreateTask(
    @TargetAggregateIdentifier TaskId taskId, UserId actor, TaskDetails details) {}
