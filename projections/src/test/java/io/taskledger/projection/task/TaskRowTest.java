package io.taskledger.projection.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.taskledger.events.task.Priority;
import io.taskledger.events.task.Status;
import io.taskledger.events.task.TaskChanges;
import io.taskledger.events.task.TaskCompleted;
import io.taskledger.events.task.TaskCreated;
import io.taskledger.events.task.TaskDeleted;
import io.taskledger.events.task.TaskDetails;
import io.taskledger.events.task.TaskEvent;
import io.taskledger.events.task.TaskField;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskRestored;
import io.taskledger.events.task.TaskUpdated;
import io.taskledger.events.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TaskRowTest {
  private static final Instant MORNING = Instant.parse("2026-03-01T08:00:00Z");
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant EVENING = Instant.parse("2026-03-01T18:00:00Z");
  private static final UserId ANNA = new UserId(UUID.randomUUID());
  private static final UserId BEN = new UserId(UUID.randomUUID());
  private static final TaskId TASK = new TaskId(UUID.randomUUID());
  private static final TaskDetails MILK =
      new TaskDetails(
          "Buy milk",
          "2 litres",
          Priority.HIGH,
          Status.PENDING,
          NOON,
          null,
          "home",
          List.of("shop"),
          null,
          null,
          null,
          List.of());

  @Test
  void aNewTaskIsPendingAndHasVersionOne() {
    assertThat(after(created()))
        .isEqualTo(new TaskRow(TASK, ANNA, MILK, MORNING, MORNING, null, null, 1));
  }

  @Test
  void anUpdateReplacesOnlyWhatItTouchesAndMayEmptyAField() {
    TaskRow row =
        after(
            created(),
            updated(TaskChanges.of(TaskField.ASSIGNEE_ID, BEN).and(TaskField.DESCRIPTION, null)));
    assertThat(row.details().assigneeId()).isEqualTo(BEN);
    assertThat(row.details().description()).isNull();
    assertThat(row.details().title()).isEqualTo("Buy milk");
    assertThat(row.updatedAt()).isEqualTo(NOON);
    assertThat(row.version()).isEqualTo(2);
  }

  @Test
  void aCompletedTaskKnowsWhenItWasCompleted() {
    TaskRow row = after(created(), new TaskCompleted(ANNA, TASK, EVENING, 1));
    assertThat(row.details().status()).isEqualTo(Status.COMPLETED);
    assertThat(row.completedAt()).isEqualTo(EVENING);
  }

  @Test
  void aReopenedTaskForgetsWhenItWasCompleted() {
    TaskRow row =
        after(
            created(),
            new TaskCompleted(ANNA, TASK, EVENING, 1),
            updated(TaskChanges.of(TaskField.STATUS, Status.PENDING)));
    assertThat(row.completedAt()).isNull();
  }

  @Test
  void anUpdateOfACompletedTaskLeavesItsCompletionAlone() {
    TaskRow row =
        after(
            created(),
            new TaskCompleted(ANNA, TASK, EVENING, 1),
            updated(TaskChanges.of(TaskField.TITLE, "Buy oat milk")));
    assertThat(row.completedAt()).isEqualTo(EVENING);
  }

  @Test
  void anUpdateToCompletedCompletesTheTaskWhenItHappened() {
    TaskRow row = after(created(), updated(TaskChanges.of(TaskField.STATUS, Status.COMPLETED)));
    assertThat(row.completedAt()).isEqualTo(NOON);
  }

  @Test
  void aRestoredTaskIsAsItWasBefore() {
    TaskRow trashed = after(created(), new TaskDeleted(ANNA, TASK, "done with it"));
    assertThat(trashed.deletedAt()).isEqualTo(NOON);
    TaskRow restored = TaskRow.evolve(trashed, new TaskRestored(ANNA, TASK), EVENING, 3);
    assertThat(restored).isEqualTo(new TaskRow(TASK, ANNA, MILK, MORNING, EVENING, null, null, 3));
  }

  @Test
  void anEventThatTheRowHasAlreadyIsPassedOver() {
    TaskRow row = after(created(), new TaskDeleted(ANNA, TASK, "no"));
    assertThat(TaskRow.evolve(row, created(), EVENING, 1)).isSameAs(row);
  }

  @Test
  void anEventBehindOneThatWasDiscardedChangesWhatItSays() {
    TaskRow row = TaskRow.evolve(after(created()), new TaskDeleted(ANNA, TASK, "no"), NOON, 3);
    assertThat(row).isEqualTo(new TaskRow(TASK, ANNA, MILK, MORNING, NOON, null, NOON, 3));
  }

  @Test
  void anEventOfATaskWithoutACreationIsRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> TaskRow.evolve(null, new TaskRestored(ANNA, TASK), NOON, 2));
    assertThatIllegalStateException()
        .isThrownBy(() -> TaskRow.evolve(null, new TaskRestored(ANNA, TASK), NOON, 1));
  }

  private static TaskCreated created() {
    return TaskCreated.of(ANNA, TASK, MILK);
  }

  private static TaskUpdated updated(TaskChanges changes) {
    return new TaskUpdated(ANNA, TASK, changes, TaskChanges.none());
  }

  /** The first event happens in the morning, all others at noon. */
  private static TaskRow after(TaskEvent first, TaskEvent... others) {
    TaskRow row = TaskRow.evolve(null, first, MORNING, 1);
    for (TaskEvent each : others) {
      row = TaskRow.evolve(row, each, NOON, row.version() + 1);
    }
    return row;
  }
}
