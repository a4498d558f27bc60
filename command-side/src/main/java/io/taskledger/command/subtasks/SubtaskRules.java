package io.taskledger.command.subtasks;

import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskState;
import io.taskledger.events.user.UserId;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.util.List;
import org.springframework.stereotype.Component;

/** Where a task may be in a tree: all tasks of a tree have one owner, and there are no cycles. */
@Component
record SubtaskRules(SubtaskTree tree, StoredTasks tasks) {

  /** Moves a task below another one of the same owner. */
  void placeUnder(TaskId task, UserId owner, TaskId parent) {
    TaskState found = parent(owner, parent);
    List<TaskId> above = tree.above(parent);
    if (parent.equals(task) || above.contains(task)) {
      throw ProblemException.of(
          ErrorCode.SUBTASK_CYCLE, "Choose a parent that is not the task and not below it.");
    }
    if (above.size() + 1 + tree.height(task) > SubtaskTree.MAX_DEPTH) {
      throw ProblemException.of(
          ErrorCode.SUBTASK_TOO_DEEP,
          "Subtasks can be nested " + SubtaskTree.MAX_DEPTH + " levels deep. Choose a higher one.");
    }
    if (sizeOfTree(parent, above) + 1 + tree.below(task).size() > SubtaskTree.MAX_TASKS) {
      throw ProblemException.of(
          ErrorCode.TOO_MANY_SUBTASKS,
          "A tree can have at most " + SubtaskTree.MAX_TASKS + " tasks. Choose another parent.");
    }
    tree.placeUnder(task, parent, found.version());
  }

  /** Whether the tree of a parent takes one more task. */
  boolean hasRoomBelow(TaskId parent) {
    return sizeOfTree(parent, tree.above(parent)) < SubtaskTree.MAX_TASKS;
  }

  private int sizeOfTree(TaskId task, List<TaskId> above) {
    return tree.below(above.isEmpty() ? task : above.getLast()).size() + 1;
  }

  /** Refuses a task whose parent is in the trash. */
  void requireParentOutOfTrash(TaskState task) {
    TaskId parent = task.details().parentTaskId();
    if (parent != null) {
      tree.requireUnchanged(parent, parent(task.owner(), parent).version());
    }
  }

  private TaskState parent(UserId owner, TaskId parent) {
    TaskState found =
        tasks
            .find(parent)
            .filter(task -> task.isOwnedBy(owner))
            .orElseThrow(
                () ->
                    ProblemException.of(
                        ErrorCode.PARENT_NOT_FOUND,
                        "'parentTaskId' must name a task of the same owner."));
    if (found.isDeleted()) {
      throw ProblemException.of(
          ErrorCode.PARENT_IN_TRASH, "The parent is in the trash. Restore it first.");
    }
    return found;
  }
}
