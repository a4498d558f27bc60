package io.taskledger.command.task;

import io.taskledger.command.completetask.CompleteTask;
import io.taskledger.command.createtask.CreateTask;
import io.taskledger.command.deletetask.DeleteTask;
import io.taskledger.command.edittask.EditTask;
import io.taskledger.command.platform.precondition.IfMatch;
import io.taskledger.command.reopentask.ReopenTask;
import io.taskledger.command.restoretask.RestoreTask;
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
import java.util.UUID;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.Aggregate;
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

  /** A day after the creation; what follows in other tasks is left out. */
  @BeforeEach
  void commandsAreAppliedToTheTaskAlone() {
    for (Class<? extends TaskCommand> command :
        List.of(
            CreateTask.class,
            EditTask.class,
            CompleteTask.class,
            ReopenTask.class,
            DeleteTask.class,
            RestoreTask.class)) {
      fixture.registerCommandHandler(
          command, message -> version(apply((TaskCommand) message.getPayload())));
    }
  }

  private Aggregate<Task> apply(TaskCommand command) throws Exception {
    return switch (command) {
      case TaskCommand.Creation creation -> {
        var created = (TaskCreated) creation.decide(NOW).events().getFirst();
        yield fixture
            .getRepository()
            .newInstance(() -> Task.begin(created, MetaData.emptyInstance()));
      }
      case TaskCommand.Change change -> {
        Aggregate<Task> task = fixture.getRepository().load(TASK.toString());
        task.execute(
            each ->
                each.decide(change, NOW)
                    .events()
                    .forEach(event -> each.apply(event, MetaData.emptyInstance())));
        yield task;
      }
    };
  }

  private static long version(Aggregate<Task> task) {
    return task.invoke(Task::state).version();
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
        .expectResultMessagePayload(1L)
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
        .expectResultMessagePayload(2L)
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
        .expectResultMessagePayload(1L)
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
        .expectResultMessagePayload(3L)
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
        .expectResultMessagePayload(2L)
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
        .when(new ReopenTask(TASK, ANNA, IfMatch.any()))
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
        ErrorCode.TASK_NOT_COMPLETED, new ReopenTask(TASK, ANNA, IfMatch.any()), CREATION);
  }

  @Test
  void aDeletedTaskGoesToTheTrashAndBack() {
    fixture
        .givenCurrentTime(CREATED)
        .andGiven(CREATION)
        .when(delete(ANNA))
        .expectResultMessagePayload(2L)
        .expectEvents(DELETION);
    fixture
        .givenCurrentTime(CREATED)
        .andGiven(CREATION, DELETION)
        .when(new RestoreTask(TASK, ANNA, IfMatch.any()))
        .expectResultMessagePayload(3L)
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
        ErrorCode.TASK_NOT_IN_TRASH, new RestoreTask(TASK, ANNA, IfMatch.any()), CREATION);
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
        ErrorCode.NOT_OWNER, new RestoreTask(TASK, BEN, IfMatch.any()), CREATION, DELETION);
    assertRefused(
        ErrorCode.NOT_OWNER, edit(BEN, TaskChanges.of(TaskField.ASSIGNEE_ID, STRANGER)), CREATION);
  }

  @Test
  void aVersionThatIsNotExpectedIsRefused() {
    var expected = IfMatch.of(1L);
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
    return new EditTask(TASK, actor, IfMatch.any(), changes);
  }

  private static CompleteTask complete(UserId actor) {
    return new CompleteTask(TASK, actor, IfMatch.any());
  }

  private static DeleteTask delete(UserId actor) {
    return new DeleteTask(TASK, actor, IfMatch.any(), "user-deletion");
  }
}
