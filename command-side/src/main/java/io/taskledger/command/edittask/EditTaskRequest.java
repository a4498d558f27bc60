package io.taskledger.command.edittask;

import io.taskledger.command.platform.json.MaxCharacters;
import io.taskledger.command.platform.json.Storable;
import io.taskledger.command.platform.json.Visible;
import io.taskledger.command.taskfields.RecurrenceRule;
import io.taskledger.command.taskfields.TaskFieldTypes;
import io.taskledger.events.task.Priority;
import io.taskledger.events.task.ReminderOffset;
import io.taskledger.events.task.Status;
import io.taskledger.events.task.TaskChanges;
import io.taskledger.events.task.TaskField;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.text.Text;
import io.taskledger.events.user.UserId;
import io.taskledger.web.problem.FieldError;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The body of {@code PATCH /api/tasks/{taskId}}: a merge patch (RFC 7396). */
record EditTaskRequest(
    @Visible @MaxCharacters(TaskFieldTypes.TITLE) @Storable @Nullable String title,
    @MaxCharacters(TaskFieldTypes.DESCRIPTION) @Storable @Nullable String description,
    @Nullable Priority priority,
    @Nullable Status status,
    @Nullable Instant dueDate,
    @Nullable ZoneId timeZone,
    @MaxCharacters(TaskFieldTypes.CATEGORY) @Storable @Nullable String categoryId,
    @Size(max = TaskFieldTypes.TAGS, message = "Send at most {max} tags.")
        @Nullable
            List<
                @NotNull(message = "Remove the null.") @Visible @MaxCharacters(TaskFieldTypes.TAG)
                @Storable String>
            tags,
    @Nullable UserId assigneeId,
    @Nullable TaskId parentTaskId,
    @MaxCharacters(RecurrenceRule.MAX_CHARACTERS) @RecurrenceRule @Storable
        @Nullable String recurrence,
    @Size(max = TaskFieldTypes.REMINDERS, message = "Send at most {max} reminders.")
        @Nullable List<@NotNull(message = "Remove the null.") ReminderOffset> reminders) {
  private static final Set<TaskField> NEVER_EMPTY =
      Set.of(TaskField.TITLE, TaskField.PRIORITY, TaskField.STATUS);

  /** The errors of fields that the patch would empty and that every task has. */
  static List<FieldError> emptied(ObjectNode patch) {
    return NEVER_EMPTY.stream()
        .map(TaskField::jsonName)
        .filter(name -> patch.path(name).isNull())
        .map(name -> new FieldError(name, "required", "This field cannot be emptied."))
        .toList();
  }

  /**
   * What the patch changes.
   *
   * @param sent the names of the fields in it: a field that is null and was sent is emptied
   */
  TaskChanges changes(Collection<String> sent) {
    var changes = new EnumMap<TaskField, @Nullable Object>(TaskField.class);
    for (String name : sent) {
      TaskField field = TaskField.of(name);
      changes.put(field, value(field));
    }
    return TaskChanges.of(changes);
  }

  private @Nullable Object value(TaskField field) {
    return switch (field) {
      case TITLE -> title == null ? null : Text.strip(title);
      case DESCRIPTION -> description;
      case PRIORITY -> priority;
      case STATUS -> status;
      case DUE_DATE -> dueDate;
      case TIME_ZONE -> timeZone;
      case CATEGORY_ID -> categoryId;
      case TAGS -> TaskFieldTypes.tags(tags);
      case ASSIGNEE_ID -> assigneeId;
      case PARENT_TASK_ID -> parentTaskId;
      case RECURRENCE -> recurrence;
      case REMINDERS -> TaskFieldTypes.reminders(reminders);
    };
  }
}
