package io.taskledger.command.task;

import io.taskledger.command.recurrence.Recurrence;
import io.taskledger.command.task.past.Ledger;
import io.taskledger.command.task.state.TaskState.Live;
import io.taskledger.command.task.state.TaskState.Trashed;
import io.taskledger.command.task.tree.TaskTree;
import io.taskledger.events.task.TaskDetails;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.user.UserId;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.FieldError;
import io.taskledger.web.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a task sees of the world when it decides, and the rules on more than itself. */
@Component
record Surroundings(Clock clock, OtherTasks others, Ledger ledger, TaskTree tree) {

  Instant now() {
    return clock.instant();
  }

  /** Refuses details whose rule cannot be read, or would never lead to another occurrence. */
  void requireRecurs(TaskDetails details) {
    if (details.recurrence() == null) {
      return;
    }
    try {
      Recurrence.parse(details.recurrence())
          .neverRecurs(details, now())
          .ifPresent(
              why -> {
                throw recurrence("never-recurs", why);
              });
    } catch (InvalidRecurrenceRuleException wrong) {
      throw recurrence("bad-value", String.valueOf(wrong.getMessage()));
    }
  }

  private static ProblemException recurrence(String code, String message) {
    return ProblemException.ofFields(List.of(new FieldError("recurrence", code, message)));
  }

  /** Hangs a task below another of the same owner, or below none. */
  void place(TaskId task, UserId owner, @Nullable TaskId parent) {
    if (parent == null) {
      tree.place(task, null, 0);
      return;
    }
    OtherTasks.Known known = parent(owner, parent);
    List<TaskId> above = tree.above(parent);
    if (parent.equals(task) || above.contains(task)) {
      throw ProblemException.of(
          ErrorCode.SUBTASK_CYCLE, "Choose a parent that is not below the task.");
    }
    if (above.size() + 1 + tree.height(task) > TaskTree.DEEPEST) {
      throw ProblemException.of(
          ErrorCode.SUBTASK_TOO_DEEP,
          "Subtasks go " + TaskTree.DEEPEST + " levels deep. Hang it higher.");
    }
    TaskId root = above.isEmpty() ? parent : above.getLast();
    if (tree.below(root).size() + 2 + tree.below(task).size() > TaskTree.LARGEST) {
      throw ProblemException.of(
          ErrorCode.TOO_MANY_SUBTASKS, "A tree has at most " + TaskTree.LARGEST + " tasks.");
    }
    tree.place(task, parent, known.version());
  }

  /** Refuses a task whose parent lies in the trash. */
  void requireParentOutOfTrash(Live task) {
    TaskId parent = task.details().parentTaskId();
    if (parent != null) {
      tree.requireUnchanged(parent, parent(task.owner(), parent).version());
    }
  }

  private OtherTasks.Known parent(UserId owner, TaskId parent) {
    OtherTasks.Known known =
        others
            .find(parent)
            .filter(found -> found.state().isOwnedBy(owner))
            .orElseThrow(
                () ->
                    ProblemException.of(
                        ErrorCode.PARENT_NOT_FOUND, "'parentTaskId' names a task of the owner's."));
    if (known.state() instanceof Trashed) {
      throw ProblemException.of(ErrorCode.PARENT_IN_TRASH, "Restore the parent first.");
    }
    return known;
  }
}
