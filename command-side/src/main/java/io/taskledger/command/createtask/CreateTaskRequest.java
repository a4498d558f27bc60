package io.taskledger.command.createtask;

import io.taskledger.command.platform.json.MaxCharacters;
import io.taskledger.command.platform.json.Storable;
import io.taskledger.command.platform.json.Visible;
import io.taskledger.command.taskfields.RecurrenceRule;
import io.taskledger.command.taskfields.TaskFieldTypes;
import io.taskledger.events.task.Priority;
import io.taskledger.events.task.ReminderOffset;
import io.taskledger.events.task.Status;
import io.taskledger.events.task.TaskDetails;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.text.Text;
import io.taskledger.events.user.UserId;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/tasks}; what is absent or null has its default. */
record CreateTaskRequest(
    @RandomId @Nullable TaskId taskId,
    @NotNull(message = "Send a text.") @Visible @MaxCharacters(TaskFieldTypes.TITLE) @Storable
        @Nullable String title,
    @MaxCharacters(TaskFieldTypes.DESCRIPTION) @Storable @Nullable String description,
    @Nullable Priority priority,
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

  TaskDetails details() {
    return new TaskDetails(
        Text.strip(Objects.requireNonNull(title, "validated")),
        description,
        priority == null ? Priority.MEDIUM : priority,
        Status.PENDING,
        dueDate,
        timeZone,
        categoryId,
        TaskFieldTypes.tags(tags),
        assigneeId,
        parentTaskId,
        recurrence,
        TaskFieldTypes.reminders(reminders));
  }
}
