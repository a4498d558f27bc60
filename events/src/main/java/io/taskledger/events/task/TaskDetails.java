package io.taskledger.events.task;

import io.taskledger.events.user.UserId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that a person can say of a task.
 *
 * @param title 1 to 200 characters
 * @param dueDate the moment by which it is to be done
 * @param timeZone where the due date was meant, for days and recurrence
 * @param recurrence an RFC 5545 RRULE
 * @param reminders how long before the due date a reminder is sent
 */
public record TaskDetails(
    String title,
    @Nullable String description,
    Priority priority,
    Status status,
    @Nullable Instant dueDate,
    @Nullable ZoneId timeZone,
    @Nullable String categoryId,
    List<String> tags,
    @Nullable UserId assigneeId,
    @Nullable TaskId parentTaskId,
    @Nullable String recurrence,
    List<ReminderOffset> reminders) {

  public TaskDetails {
    tags = List.copyOf(tags);
    reminders = List.copyOf(reminders);
  }

  /** All values. */
  public TaskChanges values() {
    var values = new EnumMap<TaskField, @Nullable Object>(TaskField.class);
    for (TaskField field : TaskField.values()) {
      values.put(field, get(field));
    }
    return TaskChanges.of(values);
  }

  /** The value of one field. */
  public @Nullable Object get(TaskField field) {
    return switch (field) {
      case TITLE -> title;
      case DESCRIPTION -> description;
      case PRIORITY -> priority;
      case STATUS -> status;
      case DUE_DATE -> dueDate;
      case TIME_ZONE -> timeZone;
      case CATEGORY_ID -> categoryId;
      case TAGS -> tags;
      case ASSIGNEE_ID -> assigneeId;
      case PARENT_TASK_ID -> parentTaskId;
      case RECURRENCE -> recurrence;
      case REMINDERS -> reminders;
    };
  }

  /** These details with the touched fields replaced. */
  public TaskDetails with(TaskChanges changes) {
    return new TaskDetails(
        changes.or(TaskField.TITLE, title),
        changes.orEmpty(TaskField.DESCRIPTION, description),
        changes.or(TaskField.PRIORITY, priority),
        changes.or(TaskField.STATUS, status),
        changes.orEmpty(TaskField.DUE_DATE, dueDate),
        changes.orEmpty(TaskField.TIME_ZONE, timeZone),
        changes.orEmpty(TaskField.CATEGORY_ID, categoryId),
        changes.or(TaskField.TAGS, tags),
        changes.orEmpty(TaskField.ASSIGNEE_ID, assigneeId),
        changes.orEmpty(TaskField.PARENT_TASK_ID, parentTaskId),
        changes.orEmpty(TaskField.RECURRENCE, recurrence),
        changes.or(TaskField.REMINDERS, reminders));
  }

  /** Of the wanted values those that differ from these details. */
  public TaskChanges changesTo(TaskChanges wanted) {
    var different = new EnumMap<TaskField, @Nullable Object>(TaskField.class);
    for (TaskField field : wanted.fields()) {
      if (!Objects.equals(wanted.get(field), get(field))) {
        different.put(field, wanted.get(field));
      }
    }
    return TaskChanges.of(different);
  }

  /** The values that these details have for the touched fields. */
  public TaskChanges valuesOf(TaskChanges touched) {
    var values = new EnumMap<TaskField, @Nullable Object>(TaskField.class);
    for (TaskField field : touched.fields()) {
      values.put(field, get(field));
    }
    return TaskChanges.of(values);
  }
}
