package io.taskledger.notification.reminder;

import static io.taskledger.notification.TaskStory.aTask;
import static io.taskledger.notification.TaskStory.aUser;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.events.codec.EventJson;
import io.taskledger.events.task.ReminderOffset;
import io.taskledger.events.task.Status;
import io.taskledger.events.task.TaskChanges;
import io.taskledger.events.task.TaskEvent;
import io.taskledger.events.task.TaskField;
import io.taskledger.events.task.TaskState;
import io.taskledger.notification.TaskStory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReminderTaskTest {
  private static final Instant DUE = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant NOW = Instant.parse("2026-02-01T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final TaskStory STORY = aTask().due(DUE).reminded(HOUR, Duration.ZERO);
  private static final TaskState TASK = after(null, STORY.created());

  @Test
  void eachReminderIsWantedOnce() {
    assertThat(ReminderTask.wantedReminders(after(null, STORY.reminded(HOUR, HOUR).created())))
        .containsExactly(new Reminder(DUE, ReminderOffset.of(HOUR), null));
  }

  @Test
  void withoutADueDateNothingIsWanted() {
    assertThat(ReminderTask.wantedReminders(after(TASK, STORY.changed(TaskField.DUE_DATE, null))))
        .isEmpty();
  }

  @Test
  void aCompletedTaskWantsNothingUntilItIsReopened() {
    TaskState completed = after(TASK, STORY.completed());
    assertThat(ReminderTask.wantedReminders(completed)).isEmpty();
    assertSame(after(completed, STORY.changed(TaskField.STATUS, Status.PENDING)), TASK);
  }

  @Test
  void aTaskCompletedByAnEditWantsNothing() {
    assertThat(
            ReminderTask.wantedReminders(
                after(TASK, STORY.changed(TaskField.STATUS, Status.COMPLETED))))
        .isEmpty();
  }

  @Test
  void aTaskInTheTrashWantsNothingUntilItIsRestored() {
    TaskState trashed = after(TASK, STORY.deleted());
    assertThat(ReminderTask.wantedReminders(trashed)).isEmpty();
    assertSame(after(trashed, STORY.restored()), TASK);
  }

  @Test
  void theAssigneeIsKnown() {
    var colleague = aUser();
    TaskState assigned = after(TASK, STORY.changed(TaskField.ASSIGNEE_ID, colleague));
    assertThat(TASK.details().assigneeId()).isNull();
    assertThat(assigned.details().assigneeId()).isEqualTo(colleague);
    assertSame(after(assigned, STORY.changed(TaskField.ASSIGNEE_ID, null)), TASK);
  }

  @Test
  void textsThatNoReminderNeedsAreNotKept() {
    var changes = TaskChanges.of(TaskField.DESCRIPTION, "more").and(TaskField.TAGS, List.of("a"));
    assertSame(after(TASK, STORY.changed(changes)), TASK);
  }

  @Test
  void whatIsKeptReadsAsItWas() {
    TaskState task = after(null, STORY.in("Europe/Berlin").assignedTo(aUser()).created());
    String json = EventJson.mapper().writeValueAsString(task);
    assertThat(EventJson.mapper().readValue(json, TaskState.class)).isEqualTo(task);
  }

  private static TaskState after(@Nullable TaskState state, TaskEvent event) {
    return ReminderTask.after(state, event, NOW);
  }

  private static void assertSame(TaskState state, TaskState expected) {
    assertThat(state.details()).isEqualTo(expected.details());
    assertThat(ReminderTask.wantedReminders(state))
        .isEqualTo(ReminderTask.wantedReminders(expected));
  }
}
