package io.taskledger.notification.reminder;

import static io.taskledger.notification.TaskStory.aTask;
import static io.taskledger.notification.TaskStory.aUser;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.events.codec.EventJson;
import io.taskledger.events.task.ReminderOffset;
import io.taskledger.events.task.Status;
import io.taskledger.events.task.TaskChanges;
import io.taskledger.events.task.TaskField;
import io.taskledger.notification.TaskStory;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WatchedTaskTest {
  private static final Instant DUE = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final TaskStory STORY = aTask().due(DUE).reminded(HOUR, Duration.ZERO);
  private static final WatchedTask TASK = WatchedTask.of(STORY.created());

  @Test
  void eachReminderIsWantedOnce() {
    assertThat(WatchedTask.of(STORY.reminded(HOUR, HOUR).created()).wantedReminders())
        .containsExactly(new Reminder(DUE, ReminderOffset.of(HOUR), null));
  }

  @Test
  void withoutADueDateNothingIsWanted() {
    assertThat(TASK.after(STORY.changed(TaskField.DUE_DATE, null)).wantedReminders()).isEmpty();
  }

  @Test
  void aCompletedTaskWantsNothingUntilItIsReopened() {
    WatchedTask completed = TASK.after(STORY.completed());
    assertThat(completed.wantedReminders()).isEmpty();
    assertThat(completed.after(STORY.changed(TaskField.STATUS, Status.PENDING))).isEqualTo(TASK);
  }

  @Test
  void aTaskCompletedByAnEditWantsNothing() {
    assertThat(TASK.after(STORY.changed(TaskField.STATUS, Status.COMPLETED)).wantedReminders())
        .isEmpty();
  }

  @Test
  void aTaskInTheTrashWantsNothingUntilItIsRestored() {
    WatchedTask trashed = TASK.after(STORY.deleted());
    assertThat(trashed.wantedReminders()).isEmpty();
    assertThat(trashed.after(STORY.restored())).isEqualTo(TASK);
  }

  @Test
  void theAssigneeIsKnown() {
    var colleague = aUser();
    WatchedTask assigned = TASK.after(STORY.changed(TaskField.ASSIGNEE_ID, colleague));
    assertThat(TASK.assignee()).isNull();
    assertThat(assigned.assignee()).isEqualTo(colleague);
    assertThat(assigned.after(STORY.changed(TaskField.ASSIGNEE_ID, null))).isEqualTo(TASK);
  }

  @Test
  void fieldsThatReminderDoNotNeedChangeNothing() {
    var changes = TaskChanges.of(TaskField.DESCRIPTION, "more").and(TaskField.RECURRENCE, null);
    assertThat(TASK.after(STORY.changed(changes))).isEqualTo(TASK);
  }

  @Test
  void whatIsKeptReadsAsItWas() {
    WatchedTask task = WatchedTask.of(STORY.in("Europe/Berlin").assignedTo(aUser()).created());
    String json = EventJson.mapper().writeValueAsString(task);
    assertThat(EventJson.mapper().readValue(json, WatchedTask.class)).isEqualTo(task);
  }
}
