package io.taskledger.command.task.api;

import io.taskledger.command.precondition.Expected;
import io.taskledger.events.task.TaskChanges;
import io.taskledger.events.task.TaskDetails;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.user.UserId;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What may be asked of a task. */
public sealed interface TaskCommand {
  /** The task. */
  TaskId taskId();

  /** Who asks. */
  UserId actor();

  /** The versions that the caller accepts. */
  Expected expected();

  /** Writes a task down; the actor becomes its owner. */
  record CreateTask(@TargetAggregateIdentifier TaskId taskId, UserId actor, TaskDetails details)
      implements TaskCommand {
    /** There is none yet. */
    @Override
    public Expected expected() {
      return Expected.any();
    }
  }

  /** Gives fields of a task new values; a status of completed completes it. */
  record EditTask(
      @TargetAggregateIdentifier TaskId taskId,
      UserId actor,
      Expected expected,
      TaskChanges changes)
      implements TaskCommand {}

  /** Marks a task and what is open below it as done. */
  record CompleteTask(@TargetAggregateIdentifier TaskId taskId, UserId actor, Expected expected)
      implements TaskCommand {}

  /** Makes a completed task pending again. */
  record ReopenTask(@TargetAggregateIdentifier TaskId taskId, UserId actor, Expected expected)
      implements TaskCommand {}

  /** Puts a task and what is below it into the trash. */
  record DeleteTask(
      @TargetAggregateIdentifier TaskId taskId, UserId actor, Expected expected, String reason)
      implements TaskCommand {}

  /** Brings a task back from the trash, and what went there with it. */
  record RestoreTask(@TargetAggregateIdentifier TaskId taskId, UserId actor, Expected expected)
      implements TaskCommand {}

  /**
   * Takes an event of a task back, and with it what came of that event.
   *
   * @param preview only tells what it would do
   */
  record UndoEvent(
      @TargetAggregateIdentifier TaskId taskId,
      UserId actor,
      Expected expected,
      UUID eventId,
      boolean preview)
      implements TaskCommand {}

  /** The refusal for a task that is not there, or not there for this caller. */
  static ProblemException notFound() {
    return ProblemException.of(
        ErrorCode.TASK_NOT_FOUND, "Look at the id, and at who is logged in.");
  }
}
