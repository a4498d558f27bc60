package io.taskledger.command.completetask;

import io.taskledger.command.platform.precondition.IfMatch;
import io.taskledger.command.task.TaskCommand;
import io.taskledger.command.task.TaskCommand.FollowUp.CompleteSubtasks;
import io.taskledger.command.task.TaskCommand.FollowUp.CreateNextOccurrence;
import io.taskledger.events.task.TaskCompleted;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskState;
import io.taskledger.events.user.UserId;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;

/** Completes a task and what is open below it; a recurring task gets its next occurrence. */
public record CompleteTask(TaskId taskId, UserId actor, IfMatch ifMatch)
    implements TaskCommand.Change {

  @Override
  public Decision decide(TaskState task, Instant now) {
    if (task.isCompleted()) {
      throw ProblemException.of(
          ErrorCode.TASK_ALREADY_COMPLETED, "There is nothing left to do. Reopen it if there is.");
    }
    return complete(task, now);
  }

  /** The completion with all that follows, also when an edit leads to it. */
  public static Decision complete(TaskState task, Instant now) {
    // The next occurrence first: those of the tasks below go below it.
    return Decision.of(completed(task, now))
        .then(new CreateNextOccurrence(now))
        .then(new CompleteSubtasks(now));
  }

  /** The event alone; the time to complete counts from the creation. */
  public static TaskCompleted completed(TaskState task, Instant at) {
    long took = Duration.between(task.createdAt(), at).toMillis();
    return new TaskCompleted(task.owner(), task.taskId(), at, took);
  }
}
