package io.taskledger.notification.reminder;

import static io.taskledger.notification.TaskStory.aTask;
import static io.taskledger.notification.TaskStory.registered;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.events.DomainEvent;
import io.taskledger.events.codec.EventJson;
import io.taskledger.events.task.Status;
import io.taskledger.events.task.TaskField;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskState;
import io.taskledger.notification.TaskStory;
import io.taskledger.notification.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class TasksWithoutReminderTest {
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final JdbcTemplate database = new JdbcTemplate(TestDatabase.migrated());
  private final TasksWithoutReminder quietTasks = new TasksWithoutReminder(database);

  @Test
  void tasksWithNothingToRemindOfAreKeptAsTheirLastEventLeftThem() {
    TaskStory task = aTask();
    assertThat(handle(task.created(), task.changed(TaskField.TITLE, "Second"))).isEmpty();
    assertThat(handle(task.changed(TaskField.STATUS, Status.COMPLETED))).isEmpty();
    TaskState kept = quietTasks.find(task.taskId()).orElseThrow();
    assertThat(kept.details().title()).isEqualTo("Second");
    assertThat(kept.isCompleted()).isTrue();
    assertThat(kept.version()).isEqualTo(3);
  }

  @Test
  void theEventThatWantsAReminderAndThoseBehindItAreLeftToTheSaga() {
    TaskStory task = aTask().reminded(Duration.ofHours(1));
    TaskStory other = aTask();
    var due = task.changed(TaskField.DUE_DATE, NOON);
    var renamed = task.changed(TaskField.TITLE, "Second");
    assertThat(handle(task.created(), due, other.created(), renamed)).containsExactly(due, renamed);
    assertThat(quietTasks.find(task.taskId()).orElseThrow().version()).isEqualTo(1);
  }

  @Test
  void theEventsOfATaskWithASagaAreLeftToTheSaga() {
    TaskStory task = aTask();
    handle(task.created());
    database.update(
        """
        insert into association_value_entry
          (association_key, association_value, saga_type, saga_id) values ('taskId', ?, 't', 'i')
        """,
        task.taskId().toString());
    var renamed = task.changed(TaskField.TITLE, "Second");
    assertThat(handle(renamed)).containsExactly(renamed);
  }

  @Test
  void whatIsNoEventOfAKnownTaskIsLeft() {
    var registered = registered(TaskStory.aUser(), "anna@example.org");
    var unknown = aTask().changed(TaskField.TITLE, "Second");
    assertThat(handle(registered, unknown)).containsExactly(registered, unknown);
  }

  @Test
  void tasksThatTheVersionBeforeKeptAreRead() {
    DataSource before = TestDatabase.migratedTo("0102");
    var old = new JdbcTemplate(before);
    UUID task = UUID.randomUUID();
    UUID owner = UUID.randomUUID();
    String watched =
        """
        {"taskId":"%s","owner":"%s","assignee":null,"title":"Say \\"hi\\"",
         "dueDate":"2026-03-01T12:00:00Z","timeZone":"Europe/Berlin","reminders":["PT1H"],
         "status":"in-progress","trashed":true}\
        """
            .formatted(task, owner);
    old.update("insert into quiet_task values (?, ?)", task, watched);
    old.update(
        "insert into saga_entry values ('i', null, 't', ?)",
        (Object)
            "{\"task\":%s,\"armed\":[{\"scheduleId\":\"s\"}]}"
                .formatted(watched)
                .getBytes(StandardCharsets.UTF_8));

    TestDatabase.migrate(before, "latest");

    TaskState state = new TasksWithoutReminder(old).find(new TaskId(task)).orElseThrow();
    assertThat(state.owner().value()).isEqualTo(owner);
    assertThat(state.details().title()).isEqualTo("Say \"hi\"");
    assertThat(state.details().status()).isEqualTo(Status.IN_PROGRESS);
    assertThat(state.isDeleted()).isTrue();
    var restored = ReminderTask.after(state, aTask().restored(), NOW);
    assertThat(ReminderTask.wantedReminders(restored))
        .extracting(Reminder::moment)
        .containsExactly(Instant.parse("2026-03-01T11:00:00Z"));
    var saga =
        EventJson.mapper()
            .readTree(
                old.queryForObject(
                    "select convert_from(serialized_saga, 'UTF8') from saga_entry", String.class));
    assertThat(EventJson.mapper().treeToValue(saga.get("task"), TaskState.class)).isEqualTo(state);
    assertThat(saga.get("armed").get(0).get("scheduleId").asString()).isEqualTo("s");
  }

  private List<Object> handle(DomainEvent... events) {
    List<EventMessage<?>> batch = new ArrayList<>();
    for (DomainEvent event : events) {
      batch.add(
          new GenericEventMessage<>(
              new GenericEventMessage<>(event).withMetaData(Map.of()), () -> NOW));
    }
    return quietTasks.handle(batch).stream().<Object>map(EventMessage::getPayload).toList();
  }
}
