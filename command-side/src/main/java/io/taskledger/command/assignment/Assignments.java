package io.taskledger.command.assignment;

import io.taskledger.command.eventstore.append.TransactionalWrites;
import io.taskledger.command.eventstore.append.TransactionalWrites.ConditionalWrite;
import io.taskledger.command.identity.Accounts;
import io.taskledger.events.task.TaskDetails;
import io.taskledger.events.task.TaskState;
import io.taskledger.events.user.UserId;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who is assigned whose tasks, written with the events: nobody's list can be filled by somebody
 * whom they do not let, or with more than a number of tasks before they worked on one.
 */
@Component
public class Assignments {
  /** Open tasks that one user may have assigned to another who never worked on any of theirs. */
  private static final int MAX_UNACCEPTED = 100;

  // As selects, for the driver makes one statement of many inserted values, and such a statement
  // cannot write a row twice.
  private static final String RECORD =
      """
      insert into assignment (task_id, owner_id, assignee_id, open) select ?, ?, ?, ?
      on conflict (task_id) do update
        set assignee_id = excluded.assignee_id, open = excluded.open
      """;
  private static final String ASSIGN =
      """
      insert into assignment (task_id, owner_id, assignee_id, open)
      select ?, ?, ?, true
      where exists (select from contact where user_id = ? and contact_id = ? and worked)
        or (select count(*) from assignment
            where owner_id = ? and assignee_id = ? and open and task_id <> ?) < ?
      on conflict (task_id) do update set assignee_id = excluded.assignee_id, open = true
      """;
  private static final String MEET =
      """
      insert into contact (user_id, contact_id, worked) select ?, ?, ?
      on conflict (user_id, contact_id) do update
        set worked = contact.worked or excluded.worked
      """;

  private final Accounts accounts;
  private final AssignmentPolicy policy;

  Assignments(Accounts accounts, AssignmentPolicy policy) {
    this.accounts = accounts;
    this.policy = policy;
  }

  /** Refuses an assignment to nobody, or to somebody who does not let the user assign to them. */
  public void require(TaskState task, UserId assignee, UserId by) {
    if (assignee.equals(by)) {
      return;
    }
    if (accounts.of(assignee).isEmpty()) {
      throw ProblemException.of(
          ErrorCode.UNKNOWN_ASSIGNEE, "'assigneeId' must be the id of a user.");
    }
    if (!policy.allows(assignee, by)) {
      throw refused("This user does not let you assign tasks to them. Ask them to allow it.");
    }
    TransactionalWrites.add(
        ConditionalWrite.of(
            () ->
                refused(
                    "This user has "
                        + MAX_UNACCEPTED
                        + " open tasks of yours and has not worked on any. Wait until they do."),
            ASSIGN,
            task.taskId().value(),
            task.owner().value(),
            assignee.value(),
            assignee.value(),
            task.owner().value(),
            task.owner().value(),
            assignee.value(),
            task.taskId().value(),
            MAX_UNACCEPTED));
  }

  private static ProblemException refused(String detail) {
    return ProblemException.of(ErrorCode.ASSIGNMENT_REFUSED, detail);
  }

  /**
   * Keeps track of a task's assignment, and of who has worked with whom.
   *
   * @param before null before the task's creation
   */
  public static void record(@Nullable TaskState before, TaskState after, UserId actor) {
    UserId former = before == null ? null : other(before);
    UserId assignee = other(after);
    if (assignee != null || former != null) {
      boolean open = assignee != null && !after.isCompleted() && !after.isDeleted();
      boolean wasOpen =
          before != null && former != null && !before.isCompleted() && !before.isDeleted();
      if (open != wasOpen || !Objects.equals(former, assignee)) {
        UserId named = assignee == null ? Objects.requireNonNull(former) : assignee;
        write(RECORD, after.taskId().value(), after.owner().value(), named.value(), open);
      }
    }
    if (assignee != null && !assignee.equals(former)) {
      write(MEET, after.owner().value(), assignee.value(), false);
    }
    if (before != null && !after.isOwnedBy(actor) && isWork(before, after)) {
      write(MEET, actor.value(), after.owner().value(), true);
    }
  }

  private static @Nullable UserId other(TaskState task) {
    UserId assignee = task.details().assigneeId();
    return assignee == null || task.isOwnedBy(assignee) ? null : assignee;
  }

  /** Giving a task back is not working on it. */
  private static boolean isWork(TaskState before, TaskState after) {
    TaskDetails details = after.details();
    return details.equals(before.details())
        || Objects.equals(details.assigneeId(), before.details().assigneeId());
  }

  private static void write(String sql, Object... parameters) {
    TransactionalWrites.add(
        ConditionalWrite.of(
            () -> new IllegalStateException("An upsert writes a row in any case"),
            sql,
            parameters));
  }
}
