package io.taskledger.projection.tasklist;

import io.taskledger.events.task.TaskId;
import io.taskledger.events.user.UserId;
import io.taskledger.projection.batch.Column;
import io.taskledger.projection.batch.MultiRow;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A task as the columns of a row. */
final class TaskColumns {
  /** All of them, the id first. */
  static final List<Column<TaskRow>> ALL =
      List.of(
          new Column<>("task_id", "uuid", row -> row.taskId().value()),
          new Column<>("user_id", "uuid", row -> row.owner().value()),
          new Column<>("title", "text", row -> row.details().title()),
          new Column<>("description", "text", row -> row.details().description()),
          new Column<>("priority", "int2", row -> (short) row.details().priority().ordinal()),
          new Column<>("status", "text", row -> row.details().status().text()),
          new Column<>("due_date", "timestamptz", row -> row.details().dueDate()),
          new Column<>("time_zone", "text", row -> text(row.details().timeZone())),
          new Column<>("category_id", "text", row -> row.details().categoryId()),
          new Column<>("tags", "text[]", row -> MultiRow.arrayText(row.details().tags())),
          new Column<>("assignee_id", "uuid", row -> value(row.details().assigneeId())),
          new Column<>("parent_task_id", "uuid", row -> value(row.details().parentTaskId())),
          new Column<>("recurrence", "text", row -> row.details().recurrence()),
          new Column<>("reminders", "text[]", row -> texts(row.details().reminders())),
          new Column<>("created_at", "timestamptz", TaskRow::createdAt),
          new Column<>("updated_at", "timestamptz", TaskRow::updatedAt),
          new Column<>("completed_at", "timestamptz", TaskRow::completedAt),
          new Column<>("deleted_at", "timestamptz", TaskRow::deletedAt),
          new Column<>("version", "int8", TaskRow::version));

  private TaskColumns() {}

  /** All but some. */
  static List<Column<TaskRow>> without(String... names) {
    Predicate<Column<TaskRow>> unwanted =
        column -> Stream.of(names).anyMatch(column.name()::equals);
    return ALL.stream().filter(unwanted.negate()).toList();
  }

  private static @Nullable String text(@Nullable ZoneId zone) {
    return zone == null ? null : zone.getId();
  }

  private static String texts(List<Duration> durations) {
    return MultiRow.arrayText(durations.stream().map(Duration::toString).toList());
  }

  private static @Nullable UUID value(@Nullable UserId id) {
    return id == null ? null : id.value();
  }

  private static @Nullable UUID value(@Nullable TaskId id) {
    return id == null ? null : id.value();
  }
}
