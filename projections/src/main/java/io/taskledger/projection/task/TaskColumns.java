package io.taskledger.projection.task;

import io.taskledger.events.task.Priority;
import io.taskledger.events.task.ReminderOffset;
import io.taskledger.events.task.Status;
import io.taskledger.events.task.TaskDetails;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskState;
import io.taskledger.events.user.UserId;
import io.taskledger.projection.batch.ColumnMapping;
import io.taskledger.projection.batch.MultiRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A task as the columns of a row. */
public final class TaskColumns {
  /** All of them, the id first. */
  public static final List<ColumnMapping<TaskState>> ALL =
      List.of(
          new ColumnMapping<>("task_id", "uuid", row -> row.taskId().value()),
          new ColumnMapping<>("user_id", "uuid", row -> row.owner().value()),
          new ColumnMapping<>("title", "text", row -> row.details().title()),
          new ColumnMapping<>("description", "text", row -> row.details().description()),
          new ColumnMapping<>(
              "priority", "int2", row -> (short) row.details().priority().ordinal()),
          new ColumnMapping<>("status", "text", row -> row.details().status().text()),
          new ColumnMapping<>("due_date", "timestamptz", row -> row.details().dueDate()),
          new ColumnMapping<>("time_zone", "text", row -> text(row.details().timeZone())),
          new ColumnMapping<>("category_id", "text", row -> row.details().categoryId()),
          new ColumnMapping<>("tags", "text[]", row -> MultiRow.arrayText(row.details().tags())),
          new ColumnMapping<>("assignee_id", "uuid", row -> value(row.details().assigneeId())),
          new ColumnMapping<>("parent_task_id", "uuid", row -> value(row.details().parentTaskId())),
          new ColumnMapping<>("recurrence", "text", row -> row.details().recurrence()),
          new ColumnMapping<>("reminders", "text[]", row -> texts(row.details().reminders())),
          new ColumnMapping<>("created_at", "timestamptz", TaskState::createdAt),
          new ColumnMapping<>("updated_at", "timestamptz", TaskState::updatedAt),
          new ColumnMapping<>("completed_at", "timestamptz", TaskState::completedAt),
          new ColumnMapping<>("deleted_at", "timestamptz", TaskState::deletedAt),
          new ColumnMapping<>("version", "int8", TaskState::version));

  /** Their names, comma separated. */
  public static final String NAMES =
      ALL.stream().map(ColumnMapping::name).collect(Collectors.joining(", "));

  private static final long OBJECTS = 900;

  private TaskColumns() {}

  /** Whether a task is found by the same words in both states. */
  public static boolean haveSameWords(@Nullable TaskState before, TaskState after) {
    if (before == null) {
      return false;
    }
    TaskDetails old = before.details();
    TaskDetails details = after.details();
    return details.title().equals(old.title())
        && Objects.equals(details.description(), old.description())
        && details.tags().equals(old.tags());
  }

  /** About how much memory a task takes, in bytes: some forty small objects, and the texts. */
  public static long weight(@Nullable TaskState task) {
    if (task == null) {
      return 0;
    }
    String description = task.details().description();
    return OBJECTS
        + task.details().title().length()
        + (description == null ? 0 : description.length());
  }

  /** All but some. */
  public static List<ColumnMapping<TaskState>> without(String... names) {
    Predicate<ColumnMapping<TaskState>> unwanted =
        column -> Stream.of(names).anyMatch(column.name()::equals);
    return ALL.stream().filter(unwanted.negate()).toList();
  }

  private static @Nullable String text(@Nullable ZoneId zone) {
    return zone == null ? null : zone.getId();
  }

  private static String texts(List<ReminderOffset> offsets) {
    return MultiRow.arrayText(offsets.stream().map(ReminderOffset::text).toList());
  }

  private static @Nullable UUID value(@Nullable UserId id) {
    return id == null ? null : id.value();
  }

  private static @Nullable UUID value(@Nullable TaskId id) {
    return id == null ? null : id.value();
  }

  /**
   * The task in the row at which a result stands. Its series and its last completion, which only
   * commands need, are in no row.
   */
  public static TaskState read(ResultSet found) throws SQLException {
    Instant createdAt = found.getObject("created_at", OffsetDateTime.class).toInstant();
    Instant updatedAt = found.getObject("updated_at", OffsetDateTime.class).toInstant();
    return new TaskState(
        new TaskId(found.getObject("task_id", UUID.class)),
        new UserId(found.getObject("user_id", UUID.class)),
        details(found),
        null,
        createdAt,
        updatedAt,
        instant(found, "completed_at"),
        null,
        instant(found, "deleted_at"),
        found.getLong("version"));
  }

  private static TaskDetails details(ResultSet found) throws SQLException {
    String zone = found.getString("time_zone");
    UUID assignee = found.getObject("assignee_id", UUID.class);
    UUID parent = found.getObject("parent_task_id", UUID.class);
    return new TaskDetails(
        found.getString("title"),
        found.getString("description"),
        Priority.values()[found.getInt("priority")],
        Status.of(found.getString("status")),
        instant(found, "due_date"),
        zone == null ? null : ZoneId.of(zone),
        found.getString("category_id"),
        list(found, "tags"),
        assignee == null ? null : new UserId(assignee),
        parent == null ? null : new TaskId(parent),
        found.getString("recurrence"),
        list(found, "reminders").stream().map(ReminderOffset::parse).toList());
  }

  private static @Nullable Instant instant(ResultSet found, String column) throws SQLException {
    OffsetDateTime time = found.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static List<String> list(ResultSet found, String column) throws SQLException {
    return Arrays.asList((String[]) found.getArray(column).getArray());
  }
}
