package io.taskledger.command.undo;

import io.taskledger.command.platform.precondition.IfMatch;
import io.taskledger.command.task.TaskCommand;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskState;
import io.taskledger.events.user.UserId;
import java.time.Instant;
import java.util.UUID;

/**
 * Undoes an event of a task, and what followed from it in other tasks ({@link UndoPlan}).
 *
 * @param preview only tells what it would change
 */
public record UndoEvent(TaskId taskId, UserId actor, IfMatch ifMatch, UUID eventId, boolean preview)
    implements TaskCommand.Change {

  @Override
  public boolean appliesInTrash() {
    return true;
  }

  @Override
  public Decision decide(TaskState task, Instant now) {
    return Decision.of().then(new FollowUp.Undo(eventId, preview));
  }
}
