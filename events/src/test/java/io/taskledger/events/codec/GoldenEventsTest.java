package io.taskledger.events.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskledger.events.DomainEvent;
import io.taskledger.events.notification.NotificationId;
import io.taskledger.events.notification.NotificationSent;
import io.taskledger.events.task.Priority;
import io.taskledger.events.task.ReminderOffset;
import io.taskledger.events.task.Series;
import io.taskledger.events.task.Status;
import io.taskledger.events.task.TaskChanges;
import io.taskledger.events.task.TaskCompleted;
import io.taskledger.events.task.TaskCreated;
import io.taskledger.events.task.TaskDeleted;
import io.taskledger.events.task.TaskField;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskRestored;
import io.taskledger.events.task.TaskUpdated;
import io.taskledger.events.user.UserId;
import io.taskledger.events.user.UserRegistered;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What was ever written stays readable: one golden file for each event and revision, read for ever.
 */
class GoldenEventsTest {
  private static final UserId ANNA = UserId.of("0190a6e0-0000-7000-8000-000000000001");
  private static final UserId BEN = UserId.of("0190a6e0-0000-7000-8000-000000000002");
  private static final TaskId TASK = TaskId.of("0190a6e0-0000-7000-8000-0000000000aa");
  private static final TaskId PARENT = TaskId.of("0190a6e0-0000-7000-8000-0000000000bb");
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

  static Stream<DomainEvent> events() {
    return Stream.of(
        new TaskCreated(
            ANNA,
            TASK,
            "Complete project",
            "Finish Phase V",
            Priority.HIGH,
            NOON,
            "category-789",
            List.of("work", "urgent"),
            ZoneId.of("Europe/Berlin"),
            BEN,
            PARENT,
            "FREQ=WEEKLY;BYDAY=MO",
            List.of(ReminderOffset.parse("PT1H"), ReminderOffset.parse("PT10M")),
            new Series(LocalDateTime.parse("2026-03-01T13:00:00.123"), 1)),
        new TaskUpdated(
            ANNA,
            TASK,
            TaskChanges.of(TaskField.TITLE, "New")
                .and(TaskField.STATUS, Status.IN_PROGRESS)
                .and(TaskField.DUE_DATE, null)
                .and(TaskField.REMINDERS, List.of(ReminderOffset.parse("PT24H")))
                .and(TaskField.ASSIGNEE_ID, BEN),
            TaskChanges.of(TaskField.TITLE, "Old")
                .and(TaskField.STATUS, Status.PENDING)
                .and(TaskField.DUE_DATE, NOON)
                .and(TaskField.REMINDERS, List.of())
                .and(TaskField.ASSIGNEE_ID, null)),
        new TaskCompleted(ANNA, TASK, NOON, 86_400_000),
        new TaskDeleted(ANNA, TASK, "user-deletion"),
        new TaskRestored(ANNA, TASK),
        new UserRegistered(ANNA, "anna@example.org", NOON, "Anna"),
        new NotificationSent(
            NotificationId.of("0190a6e0-0000-5000-8000-0000000000cc"),
            ANNA,
            "task-reminder",
            "email",
            "Reminder: Complete project",
            "sent"));
  }

  @ParameterizedTest
  @MethodSource("events")
  void anEventIsReadFromItsGoldenFileAndWrittenAsThere(DomainEvent event) throws IOException {
    EventType type = EventType.of(event);
    String golden = golden(type);

    assertThat(EventJson.read(type, type.revision(), golden)).isEqualTo(event);
    assertThat(EventJson.mapper().readTree(EventJson.write(event)))
        .isEqualTo(EventJson.mapper().readTree(golden));
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void everyTypeInTheCatalogueHasAGoldenEvent(EventType type) {
    assertThat(events().map(EventType::of)).contains(type);
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void aFieldFromTheFutureIsIgnored(EventType type) throws IOException {
    String future = golden(type).replaceFirst("\\{", "{\"addedIn2031\":{\"deep\":[1]},");

    var now = EventJson.read(type, type.revision(), golden(type));
    assertThat(EventJson.read(type, type.revision(), future)).isEqualTo(now);
    assertThat(EventJson.read(type, "999", future)).isEqualTo(now);
  }

  @Test
  void aChangeOfAFieldFromTheFutureIsIgnored() {
    var read =
        EventJson.mapper().readValue("{\"colour\":{\"r\":1},\"title\":\"New\"}", TaskChanges.class);

    assertThat(read).isEqualTo(TaskChanges.of(TaskField.TITLE, "New"));
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyOlderRevisionIsReadAsTheEventThatItIsToday(DomainEvent event) throws IOException {
    EventType type = EventType.of(event);

    for (int revision = 1; revision < Integer.parseInt(type.revision()); revision++) {
      String older = Integer.toString(revision);
      assertThat(EventJson.read(type, older, golden(type, older))).isEqualTo(event);
    }
  }

  @Test
  void aTaskThatDoesNotRecurIsInNoSeriesWhateverItsRevision() {
    String once =
        """
        {"userId":"%s","taskId":"%s","title":"Once","priority":"LOW","dueDate":1772366400123}
        """
            .formatted(ANNA, TASK);

    var read = (TaskCreated) EventJson.read(EventType.TASK_CREATED, "1", once);

    assertThat(read.series()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "", "one"})
  void aRevisionThatWasNeverWrittenIsUnreadable(String revision) throws IOException {
    String json = golden(EventType.TASK_CREATED);

    assertThatThrownBy(() -> EventJson.read(EventType.TASK_CREATED, revision, json))
        .isInstanceOf(UnreadableEventException.class);
  }

  private static String golden(EventType type) throws IOException {
    return golden(type, type.revision());
  }

  private static String golden(EventType type, String revision) throws IOException {
    String name = "/golden/" + type.stableName() + "." + revision + ".json";
    try (InputStream file = GoldenEventsTest.class.getResourceAsStream(name)) {
      return new String(
          Objects.requireNonNull(file, name + " is missing").readAllBytes(),
          StandardCharsets.UTF_8);
    }
  }
}
