package io.taskledger.command.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskledger.command.identity.Accounts;
import io.taskledger.command.testing.CommandSide;
import io.taskledger.events.task.Priority;
import io.taskledger.events.task.Status;
import io.taskledger.events.task.TaskCreated;
import io.taskledger.events.task.TaskDetails;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskState;
import io.taskledger.events.user.UserId;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What users say of who may assign tasks to them is asked before each assignment. */
class AssignmentPolicyTest {
  private final CommandSide service = CommandSide.running();
  private final UserId anna = new UserId(service.newcomer().userId);
  private final UserId ben = new UserId(service.newcomer().userId);

  @Test
  void whoIsNotLetDoesNotAssignTasks() {
    var closed =
        new Assignments(service.bean(Accounts.class), (assignee, by) -> !assignee.equals(ben));

    assertThatThrownBy(() -> closed.require(task(), ben, anna))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.ASSIGNMENT_REFUSED));
    closed.require(task(), anna, anna);
  }

  private TaskState task() {
    var details =
        new TaskDetails(
            "t",
            null,
            Priority.MEDIUM,
            Status.PENDING,
            null,
            null,
            null,
            List.of(),
            ben,
            null,
            null,
            List.of());
    var created = TaskCreated.of(anna, new TaskId(UUID.randomUUID()), details);
    return TaskState.evolve(null, created, Instant.EPOCH, 1);
  }
}
