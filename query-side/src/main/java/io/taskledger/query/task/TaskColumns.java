package io.taskledger.query.task;

import io.taskledger.events.task.Status;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A task as the columns of a row: of the tasks as they are, and of their versions. */
public final class TaskColumns {
  /** All of them, to be selected. */
  public static final String NAMES =
      """
      task_id, user_id, title, description, priority, status, due_date, time_zone, category_id,
      tags, assignee_id, parent_task_id, recurrence, reminders, created_at, updated_at,
      completed_at, deleted_at, version
      """;

  private TaskColumns() {}

  /** The task of the row. */
  public static Task read(ResultSet row) throws SQLException {
    return new Task(
        row.getObject("task_id", UUID.class),
        row.getObject("user_id", UUID.class),
        row.getString("title"),
        row.getString("description"),
        Task.priority(row.getInt("priority")),
        Status.of(row.getString("status")),
        optionalTime(row, "due_date"),
        row.getString("time_zone"),
        row.getString("category_id"),
        texts(row, "tags"),
        row.getObject("assignee_id", UUID.class),
        row.getObject("parent_task_id", UUID.class),
        row.getString("recurrence"),
        texts(row, "reminders"),
        time(row, "created_at"),
        time(row, "updated_at"),
        optionalTime(row, "completed_at"),
        optionalTime(row, "deleted_at"),
        row.getLong("version"));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Instant optionalTime(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return List.of((String[]) array.getArray());
  }
}
