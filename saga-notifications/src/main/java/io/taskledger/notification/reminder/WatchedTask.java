package io.taskledger.notification.reminder;

import io.taskledger.events.task.ReminderOffset;
import io.taskledger.events.task.Status;
import io.taskledger.events.task.TaskChanges;
import io.taskledger.events.task.TaskCompleted;
import io.taskledger.events.task.TaskCreated;
import io.taskledger.events.task.TaskDeleted;
import io.taskledger.events.task.TaskEvent;
import io.taskledger.events.task.TaskField;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskRestored;
import io.taskledger.events.task.TaskUpdated;
import io.taskledger.events.user.UserId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What reminding needs to know of a task. */
public record WatchedTask(
    TaskId taskId,
    UserId owner,
    @Nullable UserId assignee,
    String title,
    @Nullable Instant dueDate,
    @Nullable ZoneId timeZone,
    List<ReminderOffset> reminders,
    Status status,
    boolean trashed) {

  public WatchedTask {
    reminders = List.copyOf(reminders);
  }

  /** A task as it was written down. */
  public static WatchedTask of(TaskCreated created) {
    return new WatchedTask(
        created.taskId(),
        created.userId(),
        created.assigneeId(),
        created.title(),
        created.dueDate(),
        created.timeZone(),
        created.reminders(),
        Status.PENDING,
        false);
  }

  /** The task after one more event. */
  public WatchedTask after(TaskEvent event) {
    return switch (event) {
      case TaskCreated created -> of(created);
      case TaskUpdated updated -> with(updated.changes(), trashed);
      case TaskCompleted ignored ->
          with(TaskChanges.of(TaskField.STATUS, Status.COMPLETED), trashed);
      case TaskDeleted ignored -> with(TaskChanges.none(), true);
      case TaskRestored ignored -> with(TaskChanges.none(), false);
    };
  }

  /** The reminders that somebody still cares for, whether their moment has come or not. */
  public List<Reminder> wantedReminders() {
    Instant due = dueDate;
    if (due == null || trashed || status == Status.COMPLETED) {
      return List.of();
    }
    return reminders.stream()
        .distinct()
        .map(before -> new Reminder(due, before, timeZone))
        .toList();
  }

  private WatchedTask with(TaskChanges changes, boolean nowTrashed) {
    return new WatchedTask(
        taskId,
        owner,
        orEmpty(changes, TaskField.ASSIGNEE_ID, assignee),
        or(changes, TaskField.TITLE, title),
        orEmpty(changes, TaskField.DUE_DATE, dueDate),
        orEmpty(changes, TaskField.TIME_ZONE, timeZone),
        or(changes, TaskField.REMINDERS, reminders),
        or(changes, TaskField.STATUS, status),
        nowTrashed);
  }

  private static <T> T or(TaskChanges changes, TaskField field, T current) {
    T changed = orEmpty(changes, field, current);
    return changed == null ? current : changed;
  }

  @SuppressWarnings("unchecked") // a field's value is of the field's type
  private static <T> @Nullable T orEmpty(
      TaskChanges changes, TaskField field, @Nullable T current) {
    return changes.touches(field) ? (T) changes.get(field) : current;
  }
}
