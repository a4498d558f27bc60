package io.taskledger.events.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskledger.events.user.UserId;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TaskStateTest {
  private static final UserId ANNA = new UserId(new UUID(1, 1));
  private static final UserId BEN = new UserId(new UUID(1, 2));
  private static final TaskId TASK = new TaskId(new UUID(2, 1));
  private static final Instant DUE = Instant.parse("2027-03-01T09:00:00Z");

  @Test
  void aCreatedTaskIsPendingAndAtItsFirstVersion() {
    TaskState task = fold(created());

    assertThat(task.details().status()).isEqualTo(Status.PENDING);
    assertThat(task.createdAt()).isEqualTo(at(1)).isEqualTo(task.updatedAt());
    assertThat(task.series()).isEqualTo(new Series(LocalDateTime.parse("2027-03-01T09:00"), 1));
    assertThat(task.version()).isEqualTo(1);
  }

  @Test
  void aCompletedTaskKnowsWhenAndWhatItWasBefore() {
    TaskState task =
        fold(created(), updated(TaskField.STATUS, Status.IN_PROGRESS), completed(at(9)));

    assertThat(task.isCompleted()).isTrue();
    assertThat(task.completedAt()).isEqualTo(at(9));
    assertThat(task.lastCompletion())
        .isEqualTo(new TaskState.Completion(at(9), Status.IN_PROGRESS));
  }

  @Test
  void aReopenedTaskIsNotCompletedAndRemembersThatItWas() {
    TaskState task = fold(created(), completed(at(9)), updated(TaskField.STATUS, Status.PENDING));

    assertThat(task.completedAt()).isNull();
    assertThat(task.lastCompletion()).isEqualTo(new TaskState.Completion(at(9), Status.PENDING));
  }

  @Test
  void anUpdateThatCompletesDatesTheCompletionByItself() {
    TaskState task = fold(created(), updated(TaskField.STATUS, Status.COMPLETED));

    assertThat(task.completedAt()).isEqualTo(at(2));
  }

  @Test
  void anUpdateOfACompletedTaskLeavesItsCompletionAlone() {
    TaskState task = fold(created(), completed(at(9)), updated(TaskField.TITLE, "New"));

    assertThat(task.completedAt()).isEqualTo(at(9));
  }

  @Test
  void anEventBehindOneThatWasDiscardedChangesWhatItSays() {
    TaskState task = TaskState.evolve(fold(created()), new TaskDeleted(ANNA, TASK, ""), at(9), 3);

    assertThat(task.deletedAt()).isEqualTo(at(9));
    assertThat(task.version()).isEqualTo(3);
  }

  @Test
  void aTaskInTheTrashComesBackAsItWas() {
    TaskState before = fold(created(), completed(at(9)));
    TaskState task =
        fold(
            created(),
            completed(at(9)),
            new TaskDeleted(ANNA, TASK, "user-deletion"),
            new TaskRestored(ANNA, TASK));

    assertThat(fold(created(), new TaskDeleted(ANNA, TASK, "")).deletedAt()).isEqualTo(at(2));
    assertThat(task.isDeleted()).isFalse();
    assertThat(task.details()).isEqualTo(before.details());
    assertThat(task.completedAt()).isEqualTo(before.completedAt());
  }

  @Test
  void aMovedDueDateMovesTheSeriesAndAChangedRuleBeginsANewOne() {
    Instant moved = Instant.parse("2027-03-02T10:00:00Z");
    TaskState third =
        TaskState.evolve(
            null,
            TaskCreated.of(
                ANNA, TASK, details(), new Series(LocalDateTime.parse("2027-01-01T09:00"), 3)),
            at(1),
            1);

    assertThat(after(third, updated(TaskField.DUE_DATE, moved)).series())
        .isEqualTo(new Series(LocalDateTime.parse("2027-03-02T10:00"), 3));
    assertThat(after(third, updated(TaskField.RECURRENCE, "FREQ=WEEKLY")).series())
        .isEqualTo(new Series(LocalDateTime.parse("2027-03-01T09:00"), 1));
    assertThat(after(third, updated(TaskField.TITLE, "New")).series()).isEqualTo(third.series());
    assertThat(after(third, updated(TaskField.RECURRENCE, null)).series()).isNull();
  }

  @Test
  void anEventThatIsKnownIsPassedOver() {
    TaskState task = fold(created(), updated(TaskField.TITLE, "New"));

    assertThat(TaskState.evolve(task, updated(TaskField.TITLE, "Old"), at(9), 2)).isSameAs(task);
    assertThat(TaskState.evolve(task, created(), at(9), 1)).isSameAs(task);
  }

  @Test
  void aTaskWithoutItsCreationIsRefused() {
    assertThatThrownBy(() -> TaskState.evolve(null, completed(at(9)), at(9), 2))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void itsOwnerAndItsAssigneeSeeIt() {
    TaskState task = fold(created(), updated(TaskField.ASSIGNEE_ID, BEN));

    assertThat(task.isVisibleTo(ANNA)).isTrue();
    assertThat(task.isVisibleTo(BEN)).isTrue();
    assertThat(task.isOwnedBy(BEN)).isFalse();
    assertThat(fold(created()).isVisibleTo(BEN)).isFalse();
  }

  private static TaskState fold(TaskEvent... events) {
    TaskState task = TaskState.evolve(null, events[0], at(1), 1);
    for (int version = 2; version <= events.length; version++) {
      task = TaskState.evolve(task, events[version - 1], at(version), version);
    }
    return task;
  }

  private static TaskState after(TaskState task, TaskEvent event) {
    return TaskState.evolve(task, event, at(5), task.version() + 1);
  }

  private static TaskCreated created() {
    return TaskCreated.of(ANNA, TASK, details());
  }

  private static TaskDetails details() {
    return new TaskDetails(
        "Water the plants",
        null,
        Priority.MEDIUM,
        Status.PENDING,
        DUE,
        null,
        null,
        List.of(),
        null,
        null,
        "FREQ=DAILY",
        List.of());
  }

  private static TaskUpdated updated(TaskField field, @Nullable Object value) {
    return new TaskUpdated(
        ANNA, TASK, TaskChanges.of(field, value), TaskChanges.of(field, details().get(field)));
  }

  private static TaskCompleted completed(Instant at) {
    return new TaskCompleted(ANNA, TASK, at, 1);
  }

  private static Instant at(int second) {
    return Instant.EPOCH.plusSeconds(second);
  }
}
