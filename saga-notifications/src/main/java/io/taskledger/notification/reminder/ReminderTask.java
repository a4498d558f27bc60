package io.taskledger.notification.reminder;

import io.taskledger.events.task.TaskDetails;
import io.taskledger.events.task.TaskEvent;
import io.taskledger.events.task.TaskState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What reminding keeps of a task's state, and makes of it. */
final class ReminderTask {
  private ReminderTask() {}

  /**
   * The state after an event, without the texts that no reminder needs. The inbox hands over each
   * event once and in order, so events are counted and their versions not looked at.
   *
   * @param state {@code null} before the task's creation
   */
  static TaskState after(@Nullable TaskState state, TaskEvent event, Instant at) {
    return small(TaskState.evolve(state, event, at, state == null ? 1 : state.version() + 1));
  }

  private static TaskState small(TaskState state) {
    TaskDetails details = state.details();
    var small =
        new TaskDetails(
            details.title(),
            null,
            details.priority(),
            details.status(),
            details.dueDate(),
            details.timeZone(),
            null,
            List.of(),
            details.assigneeId(),
            null,
            null,
            details.reminders());
    return new TaskState(
        state.taskId(),
        state.owner(),
        small,
        null,
        state.createdAt(),
        state.updatedAt(),
        state.completedAt(),
        state.lastCompletion(),
        state.deletedAt(),
        state.version());
  }

  /** The reminders that somebody still cares for, whether their moment has come or not. */
  static List<Reminder> wantedReminders(TaskState task) {
    Instant due = task.details().dueDate();
    if (due == null || task.isDeleted() || task.isCompleted()) {
      return List.of();
    }
    return task.details().reminders().stream()
        .distinct()
        .map(before -> new Reminder(due, before, task.details().timeZone()))
        .toList();
  }
}
