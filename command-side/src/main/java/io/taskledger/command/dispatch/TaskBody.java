package io.taskledger.command.dispatch;

import io.taskledger.command.recurrence.Recurrence;
import io.taskledger.events.task.Priority;
import io.taskledger.events.task.ReminderOffset;
import io.taskledger.events.task.Status;
import io.taskledger.events.task.TaskChanges;
import io.taskledger.events.task.TaskDetails;
import io.taskledger.events.task.TaskField;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.user.UserId;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields of a task as the HTTP contract has them, in a new task or in a merge patch (RFC 7396).
 */
public final class TaskBody {
  private static final int TITLE = 200;
  private static final int DESCRIPTION = 10_000;
  private static final int CATEGORY = 100;
  private static final int TAGS = 20;
  private static final int TAG = 50;
  private static final int REMINDERS = 10;
  private static final int RULE = 500;
  private static final Duration LONGEST_REMINDER = Duration.ofDays(366);
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");
  private static final Set<TaskField> NEVER_EMPTY =
      Set.of(TaskField.TITLE, TaskField.PRIORITY, TaskField.STATUS);
  private static final Set<TaskField> LISTS = Set.of(TaskField.TAGS, TaskField.REMINDERS);

  private static final TaskDetails BLANK =
      new TaskDetails(
          "",
          null,
          Priority.MEDIUM,
          Status.PENDING,
          null,
          null,
          null,
          List.of(),
          null,
          null,
          null,
          List.of());

  private final JsonBody body;
  private final FieldReader fields;

  private TaskBody(JsonBody body) {
    this.body = body;
    this.fields = new FieldReader(body);
  }

  /** The id that the client chose for a new task, if it did. */
  public static Optional<TaskId> taskId(JsonBody body) {
    JsonNode chosen = body.value("taskId");
    return chosen == null
        ? Optional.empty()
        : Optional.ofNullable(
            new FieldReader(body)
                .parsed("taskId", chosen, text -> new TaskId(uuid(text)), "a UUID"));
  }

  /** The details of a new task; refuses the body if any field of it cannot be accepted. */
  public static TaskDetails details(JsonBody body) {
    var reader = new TaskBody(body);
    String title = body.requiredText(TaskField.TITLE.jsonName(), TITLE);
    TaskChanges changes = TaskChanges.of(TaskField.TITLE, title);
    for (TaskField field : TaskField.values()) {
      if (field != TaskField.TITLE && field != TaskField.STATUS) {
        JsonNode value = body.value(field.jsonName());
        Object read = value == null ? null : reader.read(field, value);
        if (read != null) {
          changes = changes.and(field, read);
        }
      }
    }
    body.done();
    return BLANK.with(changes);
  }

  /** What a merge patch changes; refuses the body if any field of it cannot be accepted. */
  public static TaskChanges patch(JsonBody body) {
    var reader = new TaskBody(body);
    TaskChanges changes = TaskChanges.none();
    for (TaskField field : TaskField.values()) {
      if (body.has(field.jsonName())) {
        JsonNode value = body.value(field.jsonName());
        if (value == null && NEVER_EMPTY.contains(field)) {
          body.refuse(field.jsonName(), "required", "It cannot be emptied.");
        } else if (value == null) {
          changes = changes.and(field, LISTS.contains(field) ? List.of() : null);
        } else {
          changes = changes.and(field, reader.read(field, value));
        }
      }
    }
    body.done();
    return changes;
  }

  private @Nullable Object read(TaskField field, JsonNode value) {
    String name = field.jsonName();
    return switch (field) {
      case TITLE -> body.requiredText(name, TITLE);
      case DESCRIPTION -> body.text(name, value, DESCRIPTION);
      case PRIORITY ->
          fields.parsed(
              name, value, Priority::valueOf, "one of " + Arrays.toString(Priority.values()));
      case STATUS -> fields.parsed(name, value, Status::of, "pending, in-progress or completed");
      case DUE_DATE ->
          fields.parsed(name, value, TaskBody::time, "a time like 2027-01-31T09:00:00+01:00");
      case TIME_ZONE -> fields.zone(name, value);
      case CATEGORY_ID -> body.text(name, value, CATEGORY);
      case TAGS ->
          fields.list(name, value, TAGS, tag -> fields.nonBlank(body.text(name, tag, TAG), name));
      case ASSIGNEE_ID -> fields.parsed(name, value, text -> new UserId(uuid(text)), "a UUID");
      case PARENT_TASK_ID -> fields.parsed(name, value, text -> new TaskId(uuid(text)), "a UUID");
      case RECURRENCE -> recurrence(name, value);
      case REMINDERS ->
          fields.list(
              name,
              value,
              REMINDERS,
              item ->
                  fields.parsed(
                      name,
                      item,
                      TaskBody::reminder,
                      "ISO 8601 durations like PT1H, P1D or P1W, up to P366D"));
    };
  }

  private @Nullable String recurrence(String field, JsonNode value) {
    String rule = body.text(field, value, RULE);
    if (rule != null) {
      try {
        Recurrence.parse(rule);
      } catch (InvalidRecurrenceRuleException wrong) {
        body.refuse(field, "bad-value", "Send an RFC 5545 RRULE: " + wrong.getMessage());
      }
    }
    return rule;
  }

  private static Instant time(String text) {
    Instant time = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      throw new DateTimeException("out of range");
    }
    return time;
  }

  /** Only the canonical form: {@link UUID#fromString} also takes shortened groups. */
  public static UUID uuid(String text) {
    UUID uuid = UUID.fromString(text);
    if (!uuid.toString().equalsIgnoreCase(text)) {
      throw new IllegalArgumentException("not a UUID");
    }
    return uuid;
  }

  private static ReminderOffset reminder(String text) {
    ReminderOffset before = ReminderOffset.parse(text);
    if (before.isNegative() || before.length().compareTo(LONGEST_REMINDER) > 0) {
      throw new IllegalArgumentException("out of range");
    }
    return before;
  }
}
