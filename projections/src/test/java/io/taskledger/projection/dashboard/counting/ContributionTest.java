package io.taskledger.projection.dashboard.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.taskledger.events.codec.EventJson;
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

class ContributionTest {
  private static final Instant NOW = Instant.ofEpochMilli(5_000);
  private static final UserId ANNA = new UserId(UUID.randomUUID());
  private static final UserId BEN = new UserId(UUID.randomUUID());
  private static final TaskId TASK = new TaskId(UUID.randomUUID());

  @Test
  void aNewTaskCountsForItsOwnerAndItsAssignee() {
    assertThat(after(created()))
        .isEqualTo(
            new Contribution(1, ANNA, BEN, Status.PENDING, Priority.HIGH, 9_000L, null, false));
    assertThat(after(created()).seenBy()).containsExactlyInAnyOrder(ANNA, BEN);
  }

  @Test
  void aTaskThatIsAssignedToItsOwnerCountsOnce() {
    assertThat(after(created(), updated(TaskChanges.of(TaskField.ASSIGNEE_ID, ANNA))).seenBy())
        .containsExactly(ANNA);
  }

  @Test
  void anUpdateMayTakeAwayAssigneeAndDueDate() {
    Contribution task =
        after(
            created(),
            updated(
                TaskChanges.of(TaskField.ASSIGNEE_ID, null)
                    .and(TaskField.DUE_DATE, null)
                    .and(TaskField.PRIORITY, Priority.LOW)));
    assertThat(task)
        .isEqualTo(
            new Contribution(2, ANNA, null, Status.PENDING, Priority.LOW, null, null, false));
  }

  @Test
  void aCompletedTaskIsNoLongerDue() {
    Contribution task = after(created(), new TaskCompleted(ANNA, TASK, NOW, 1));
    assertThat(task.openUntil()).isNull();
    assertThat(task.due()).isEqualTo(9_000L);
    assertThat(task.completedAt()).isEqualTo(5_000L);
  }

  @Test
  void aReopenedTaskIsDueAgain() {
    Contribution task =
        after(
            created(),
            new TaskCompleted(ANNA, TASK, NOW, 1),
            updated(TaskChanges.of(TaskField.STATUS, Status.IN_PROGRESS)));
    assertThat(task.openUntil()).isEqualTo(9_000L);
    assertThat(task.completedAt()).isNull();
  }

  @Test
  void aTaskInTheTrashIsSeenByNobodyUntilItIsRestored() {
    Contribution trashed = after(created(), new TaskDeleted(ANNA, TASK, "no"));
    assertThat(trashed.seenBy()).isEmpty();
    assertThat(Contribution.evolve(trashed, new TaskRestored(ANNA, TASK), NOW, 3).seenBy())
        .contains(ANNA, BEN);
  }

  @Test
  void anEventThatWasAppliedBeforeChangesNothing() {
    Contribution task = after(created(), new TaskDeleted(ANNA, TASK, "no"));
    assertThat(Contribution.evolve(task, created(), NOW, 1)).isSameAs(task);
  }

  @Test
  void aGapMeansThatRedisLostSomething() {
    assertThatExceptionOfType(DashboardIsBehindException.class)
        .isThrownBy(
            () -> Contribution.evolve(after(created()), new TaskRestored(ANNA, TASK), NOW, 3));
    assertThatExceptionOfType(DashboardIsBehindException.class)
        .isThrownBy(() -> Contribution.evolve(null, new TaskRestored(ANNA, TASK), NOW, 2));
  }

  @Test
  void itIsKeptAsJsonWithTheNamesOfTheContract() {
    String json = EventJson.mapper().writeValueAsString(after(created()));
    assertThat(json)
        .isEqualTo(
            """
            {"v":1,"owner":"%s","assignee":"%s","status":"pending","priority":"HIGH","due":9000,"deleted":false}\
            """
                .formatted(ANNA, BEN));
    assertThat(EventJson.mapper().readValue(json, Contribution.class)).isEqualTo(after(created()));
  }

  private static TaskCreated created() {
    return TaskCreated.of(
        ANNA,
        TASK,
        new TaskDetails(
            "Buy milk",
            null,
            Priority.HIGH,
            Status.PENDING,
            Instant.ofEpochMilli(9_000),
            null,
            null,
            List.of(),
            BEN,
            null,
            null,
            List.of()));
  }

  private static TaskUpdated updated(TaskChanges changes) {
    return new TaskUpdated(ANNA, TASK, changes, TaskChanges.none());
  }

  private static Contribution after(TaskEvent first, TaskEvent... others) {
    Contribution task = Contribution.evolve(null, first, NOW, 1);
    for (TaskEvent each : others) {
      task = Contribution.evolve(task, each, NOW, task.v() + 1);
    }
    return task;
  }
}
