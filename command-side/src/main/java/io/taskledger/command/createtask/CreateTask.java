package io.taskledger.command.createtask;

import io.taskledger.command.task.RecurrencePolicy;
import io.taskledger.command.task.TaskCommand;
import io.taskledger.command.task.TaskCommand.FollowUp.PlaceUnder;
import io.taskledger.command.task.TaskCommand.FollowUp.RequireAssignable;
import io.taskledger.events.task.TaskCreated;
import io.taskledger.events.task.TaskDetails;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.user.UserId;
import java.time.Instant;

/** Creates a task; the actor owns it. */
public record CreateTask(TaskId taskId, UserId actor, TaskDetails details)
    implements TaskCommand.Creation {

  @Override
  public Decision decide(Instant now) {
    RecurrencePolicy.require(details, now);
    Decision created = Decision.of(TaskCreated.of(actor, taskId, details));
    if (details.assigneeId() != null) {
      created = created.then(new RequireAssignable(details.assigneeId()));
    }
    return details.parentTaskId() == null
        ? created
        : created.then(new PlaceUnder(details.parentTaskId()));
  }
}
