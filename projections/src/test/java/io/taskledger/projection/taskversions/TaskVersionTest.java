package io.taskledger.projection.taskversions;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.taskledger.projection.batch.EventContext;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TaskVersionTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final UserId ANNA = new UserId(UUID.randomUUID());
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

  private final TaskVersion first =
      TaskVersion.evolve(null, new EventContext<>(TaskCreated.of(ANNA, TASK, MILK), NOON, 1, 10));

  static List<TaskEvent> ofTexts() {
    return List.of(
        updated(TaskField.TITLE, "Buy oat milk"),
        updated(TaskField.DESCRIPTION, null),
        updated(TaskField.TAGS, List.of("shop", "market")));
  }

  static List<TaskEvent> ofOtherThings() {
    return List.of(
        updated(TaskField.PRIORITY, Priority.LOW),
        updated(TaskField.CATEGORY_ID, "work"),
        updated(TaskField.TITLE, "Buy milk"),
        new TaskCompleted(ANNA, TASK, NOON, 1),
        new TaskDeleted(ANNA, TASK, "no"),
        new TaskRestored(ANNA, TASK));
  }

  private static TaskUpdated updated(TaskField field, @Nullable Object value) {
    return new TaskUpdated(ANNA, TASK, TaskChanges.of(field, value), TaskChanges.none());
  }

  private TaskVersion after(TaskVersion before, TaskEvent event) {
    return TaskVersion.evolve(
        before, new EventContext<>(event, NOON, before.row().version() + 1, before.position() + 1));
  }

  @Test
  void theFirstVersionHasNewWords() {
    assertThat(first.hasNewWords()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("ofTexts")
  void otherTextsAreNewWords(TaskEvent event) {
    assertThat(after(first, event).hasNewWords()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("ofOtherThings")
  void theSameTextsAreNoNewWords(TaskEvent event) {
    TaskVersion second = after(first, event);
    assertThat(second.row().version()).isEqualTo(2);
    assertThat(second.hasNewWords()).isFalse();
  }

  @Test
  void wordsAreNewInOneVersionOnly() {
    TaskVersion renamed = after(first, updated(TaskField.TITLE, "Buy oat milk"));
    assertThat(after(renamed, new TaskDeleted(ANNA, TASK, "no")).hasNewWords()).isFalse();
    assertThat(after(renamed, updated(TaskField.TITLE, "Buy milk")).hasNewWords()).isTrue();
  }
}
