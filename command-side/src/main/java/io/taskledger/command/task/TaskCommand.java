package io.taskledger.command.task;

import io.taskledger.command.platform.precondition.IfMatch;
import io.taskledger.events.task.TaskEvent;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskState;
import io.taskledger.events.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command on one task. It decides from what it is given what happens, or refuses; a decision
 * reads nothing and changes nothing.
 */
public sealed interface TaskCommand {
  /** The task. */
  TaskId taskId();

  /** The user who asks. */
  UserId actor();

  /** Creates the task; the actor owns it. */
  non-sealed interface Creation extends TaskCommand {
    /** Decides on a task that does not exist yet; the first event is its creation. */
    Decision decide(Instant now);
  }

  /** Changes a task that exists, that the actor may see, and that has an accepted version. */
  non-sealed interface Change extends TaskCommand {
    /** The versions that the caller accepts. */
    IfMatch ifMatch();

    /** Decides on the task as it is now. */
    Decision decide(TaskState task, Instant now);

    /** Whether it is for the owner alone; the assignee may do everything else. */
    default boolean isForOwnerOnly() {
      return false;
    }

    /** Whether it also applies to a task in the trash. */
    default boolean appliesInTrash() {
      return false;
    }
  }

  /** The events of the task, then what follows from them; all of it is stored, or nothing. */
  record Decision(List<TaskEvent> events, List<FollowUp> followUps) {
    /** These events and nothing else; without any, nothing changes. */
    public static Decision of(TaskEvent... events) {
      return new Decision(List.of(events), List.of());
    }

    /** This decision, then another one on the same task. */
    public Decision then(Decision next) {
      List<TaskEvent> allEvents = new ArrayList<>(events);
      allEvents.addAll(next.events);
      List<FollowUp> allFollowUps = new ArrayList<>(followUps);
      allFollowUps.addAll(next.followUps);
      return new Decision(allEvents, allFollowUps);
    }

    /** This decision with one more thing that follows. */
    public Decision then(FollowUp next) {
      return then(new Decision(List.of(), List.of(next)));
    }
  }

  /** What follows from the events of a task in other tasks, or must hold there. */
  sealed interface FollowUp {
    /** Moves the task below a parent, or to the top. */
    record PlaceUnder(@Nullable TaskId parent) implements FollowUp {}

    /** Requires that the user exists and lets the actor assign tasks to them. */
    record RequireAssignable(UserId assignee) implements FollowUp {}

    /** Requires that the parent, if there is one, is not in the trash. */
    record RequireParentOutOfTrash() implements FollowUp {}

    /** Creates the occurrence that follows the completed one, if the task recurs. */
    record CreateNextOccurrence(Instant completedAt) implements FollowUp {}

    /** Completes the open tasks below that the actor may see. */
    record CompleteSubtasks(Instant completedAt) implements FollowUp {}

    /** Moves all tasks below to the trash. */
    record TrashSubtasks(String reason) implements FollowUp {}

    /** Restores the tasks that went to the trash with this one. */
    record RestoreSubtasks() implements FollowUp {}

    /** Undoes an event of the task, or tells what that would change. */
    record Undo(UUID eventId, boolean preview) implements FollowUp {}
  }
}
