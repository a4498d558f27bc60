package io.taskledger.command.task;

import io.taskledger.command.precondition.Expected;
import io.taskledger.command.task.api.Outcome;
import io.taskledger.command.task.api.TaskCommand.CompleteTask;
import io.taskledger.command.task.api.TaskCommand.CreateTask;
import io.taskledger.command.task.api.TaskCommand.DeleteTask;
import io.taskledger.command.task.api.TaskCommand.EditTask;
import io.taskledger.command.task.api.TaskCommand.ReopenTask;
import io.taskledger.command.task.api.TaskCommand.RestoreTask;
import io.taskledger.events.task.Priority;
import io.taskledger.events.task.Status;
import io.taskledger.events.task.TaskChanges;
import io.taskledger.events.task.TaskCompleted;
import io.taskledger.events.task.TaskCreated;
import io.taskledger.events.task.TaskDeleted;
import io.taskledger.events.task.TaskDetails;
import io.taskledger.events.task.TaskField;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskRestored;
import io.taskledger.events.task.TaskUpdated;
import io.taskledger.events.user.UserId;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.hamcrest.CustomMatcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What may be done to a task, and what comes of it. */
class TaskTest {
  private static final UserId ANNA = new UserId(new UUID(7, 1));
  private static final UserId BEN = new UserId(new UUID(7, 2));
  private static final UserId STRANGER = new UserId(new UUID(7, 3));
  private static final TaskId TASK = new TaskId(new UUID(7, 9));
  private static final Instant CREATED = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant NOW = CREATED.plus(Duration.ofDays(1));
  private static final TaskDetails DETAILS =
      new TaskDetails(
          "Write the report",
          null,
          Priority.MEDIUM,
          Status.PENDING,
          null,
          null,
          null,
          List.of("work"),
          BEN,
          null,
          null,
          List.of());
  private static final TaskCreated CREATION = TaskCreated.of(ANNA, TASK, DETAILS);
  private static final TaskCompleted COMPLETION =
      new TaskCompleted(ANNA, TASK, NOW, Duration.ofDays(1).toMillis());
  private static final TaskDeleted DELETION = new TaskDeleted(ANNA, TASK, "user-deletion");

  private final AggregateTestFixture<Task> fixture = new AggregateTestFixture<>(Task.class);

  @BeforeEach
  void aDayHasPassedSinceTheCreation() {
    var alone = new LoneTask();
    fixture.registerInjectableResource(
        new Surroundings(Clock.fixed(NOW, ZoneOffset.UTC), alone, alone, alone));
  }

  @AfterEach
  void backToNow() {
    GenericEventMessage.clock = Clock.tickMillis(ZoneOffset.UTC);
  }

  @Test
  void whoeverCreatesATaskOwnsIt() {
    fixture
        .givenNoPriorActivity()
        .when(new CreateTask(TASK, ANNA, DETAILS))
        .expectSuccessfulHandlerExecution()
        .expectResultMessagePayload(new Outcome(TASK, 1, null, Map.of()))
        .expectEvents(CREATION);
  }

  @Test
  void anEditKeepsOnlyWhatDiffersAndWhatItWasBefore() {
    fixture
        .givenCurrentTime(CREATED)
        .andGiven(CREATION)
        .when(
            edit(
                ANNA,
                TaskChanges.of(TaskField.TITLE, "Write it")
                    .and(TaskField.PRIORITY, Priority.MEDIUM)))
        .expectResultMessagePayload(new Outcome(TASK, 2, null, Map.of()))
        .expectEvents(
            new TaskUpdated(
                ANNA,
                TASK,
                TaskChanges.of(TaskField.TITLE, "Write it"),
                TaskChanges.of(TaskField.TITLE, "Write the report")));
  }

  @Test
  void anEditThatChangesNothingIsNoEvent() {
    fixture
        .givenCurrentTime(CREATED)
        .andGiven(CREATION)
        .when(edit(ANNA, TaskChanges.of(TaskField.TITLE, "Write the report")))
        .expectResultMessagePayload(new Outcome(TASK, 1, null, Map.of()))
        .expectNoEvents();
  }

  @Test
  void anEditToCompletedCompletes() {
    fixture
        .givenCurrentTime(CREATED)
        .andGiven(CREATION)
        .when(
            edit(
                ANNA,
                TaskChanges.of(TaskField.STATUS, Status.COMPLETED).and(TaskField.TITLE, "Written")))
        .expectResultMessagePayload(new Outcome(TASK, 3, null, Map.of()))
        .expectEvents(
            new TaskUpdated(
                ANNA,
                TASK,
                TaskChanges.of(TaskField.TITLE, "Written"),
                TaskChanges.of(TaskField.TITLE, "Write the report")),
            COMPLETION);
  }

  @Test
  void theTimeToCompleteCountsFromTheCreation() {
    fixture
        .givenCurrentTime(CREATED)
        .andGiven(CREATION)
        .when(complete(ANNA))
        .expectResultMessagePayload(new Outcome(TASK, 2, null, Map.of()))
        .expectEvents(COMPLETION);
  }

  @Test
  void aCompletedTaskCannotBeCompletedAgain() {
    assertRefused(ErrorCode.TASK_ALREADY_COMPLETED, complete(ANNA), CREATION, COMPLETION);
  }

  @Test
  void aCompletedTaskIsReopenedAsPending() {
    fixture
        .givenCurrentTime(CREATED)
        .andGiven(CREATION, COMPLETION)
        .when(new ReopenTask(TASK, ANNA, Expected.any()))
        .expectEvents(
            new TaskUpdated(
                ANNA,
                TASK,
                TaskChanges.of(TaskField.STATUS, Status.PENDING),
                TaskChanges.of(TaskField.STATUS, Status.COMPLETED)));
  }

  @Test
  void onlyACompletedTaskCanBeReopened() {
    assertRefused(
        ErrorCode.TASK_NOT_COMPLETED, new ReopenTask(TASK, ANNA, Expected.any()), CREATION);
  }

  @Test
  void aDeletedTaskGoesToTheTrashAndBack() {
    fixture
        .givenCurrentTime(CREATED)
        .andGiven(CREATION)
        .when(delete(ANNA))
        .expectResultMessagePayload(new Outcome(TASK, 2, null, Map.of()))
        .expectEvents(DELETION);
    fixture
        .givenCurrentTime(CREATED)
        .andGiven(CREATION, DELETION)
        .when(new RestoreTask(TASK, ANNA, Expected.any()))
        .expectResultMessagePayload(new Outcome(TASK, 3, null, Map.of()))
        .expectEvents(new TaskRestored(ANNA, TASK));
  }

  @Test
  void aTaskInTheTrashCannotBeChanged() {
    assertRefused(
        ErrorCode.TASK_IN_TRASH,
        edit(ANNA, TaskChanges.of(TaskField.TITLE, "Late")),
        CREATION,
        DELETION);
    assertRefused(ErrorCode.TASK_IN_TRASH, complete(ANNA), CREATION, DELETION);
    assertRefused(ErrorCode.TASK_IN_TRASH, delete(ANNA), CREATION, DELETION);
  }

  @Test
  void onlyATaskInTheTrashCanBeRestored() {
    assertRefused(
        ErrorCode.TASK_NOT_IN_TRASH, new RestoreTask(TASK, ANNA, Expected.any()), CREATION);
  }

  @Test
  void aRestoredTaskIsAsItWasBefore() {
    assertRefused(
        ErrorCode.TASK_ALREADY_COMPLETED,
        complete(ANNA),
        CREATION,
        COMPLETION,
        DELETION,
        new TaskRestored(ANNA, TASK));
  }

  @Test
  void aStrangerIsToldThatThereIsNoSuchTask() {
    assertRefused(ErrorCode.TASK_NOT_FOUND, complete(STRANGER), CREATION);
    assertRefused(ErrorCode.TASK_NOT_FOUND, delete(STRANGER), CREATION, DELETION);
  }

  @Test
  void anAssigneeMayCompleteButNeitherDeleteNorRestoreNorReassign() {
    fixture
        .givenCurrentTime(CREATED)
        .andGiven(CREATION)
        .when(complete(BEN))
        .expectEvents(COMPLETION);
    assertRefused(ErrorCode.NOT_OWNER, delete(BEN), CREATION);
    assertRefused(
        ErrorCode.NOT_OWNER, new RestoreTask(TASK, BEN, Expected.any()), CREATION, DELETION);
    assertRefused(
        ErrorCode.NOT_OWNER, edit(BEN, TaskChanges.of(TaskField.ASSIGNEE_ID, STRANGER)), CREATION);
  }

  @Test
  void aVersionThatIsNotExpectedIsRefused() {
    var expected = new Expected(Set.of(1L));
    assertRefused(
        ErrorCode.VERSION_MISMATCH, new ReopenTask(TASK, ANNA, expected), CREATION, COMPLETION);
    fixture
        .givenCurrentTime(CREATED)
        .andGiven(CREATION)
        .when(new CompleteTask(TASK, ANNA, expected))
        .expectEvents(COMPLETION);
  }

  private void assertRefused(ErrorCode code, Object command, Object... history) {
    fixture
        .givenCurrentTime(CREATED)
        .andGiven(history)
        .when(command)
        .expectNoEvents()
        .expectException(
            new CustomMatcher<ProblemException>("a refusal with " + code) {
              @Override
              public boolean matches(Object thrown) {
                return thrown instanceof ProblemException refusal && refusal.code() == code;
              }
            });
  }

  private static EditTask edit(UserId actor, TaskChanges changes) {
    return new EditTask(TASK, actor, Expected.any(), changes);
  }

  private static CompleteTask complete(UserId actor) {
    return new CompleteTask(TASK, actor, Expected.any());
  }

  private static DeleteTask delete(UserId actor) {
    return new DeleteTask(TASK, actor, Expected.any(), "user-deletion");
  }
}
