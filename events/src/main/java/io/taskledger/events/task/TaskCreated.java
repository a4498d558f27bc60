package io.taskledger.events.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.taskledger.events.user.UserId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task was written down; the fields are those of {@link TaskDetails}, its status is pending.
 *
 * @param series where a recurring task stands in its series
 */
public record TaskCreated(
    UserId userId,
    TaskId taskId,
    String title,
    @Nullable String description,
    Priority priority,
    @Nullable Instant dueDate,
    @Nullable String categoryId,
    List<String> tags,
    @Nullable ZoneId timeZone,
    @Nullable UserId assigneeId,
    @Nullable TaskId parentTaskId,
    @Nullable String recurrence,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ReminderOffset> reminders,
    @Nullable Series series)
    implements TaskEvent {

  // Jackson hands over null for a list that was left out.
  @SuppressWarnings("ConstantValue")
  public TaskCreated {
    tags = tags == null ? List.of() : List.copyOf(tags);
    reminders = reminders == null ? List.of() : List.copyOf(reminders);
  }

  /** The creation of a task with these details, which begins a series if it recurs. */
  public static TaskCreated of(UserId owner, TaskId taskId, TaskDetails details) {
    return of(owner, taskId, details, Series.of(details, 1));
  }

  /** The creation of a task as an occurrence of a series. */
  public static TaskCreated of(
      UserId owner, TaskId taskId, TaskDetails details, @Nullable Series series) {
    return new TaskCreated(
        owner,
        taskId,
        details.title(),
        details.description(),
        details.priority(),
        details.dueDate(),
        details.categoryId(),
        details.tags(),
        details.timeZone(),
        details.assigneeId(),
        details.parentTaskId(),
        details.recurrence(),
        details.reminders(),
        series);
  }

  /** What the task is like after this. */
  public TaskDetails details() {
    return new TaskDetails(
        title,
        description,
        priority,
        Status.PENDING,
        dueDate,
        timeZone,
        categoryId,
        tags,
        assigneeId,
        parentTaskId,
        recurrence,
        reminders);
  }
}
