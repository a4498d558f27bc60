package io.taskledger.query.tasklist;

import io.taskledger.events.task.Status;
import io.taskledger.events.user.UserId;
import io.taskledger.query.page.Keyset;
import io.taskledger.query.page.Page;
import io.taskledger.query.page.PageRequest;
import io.taskledger.query.page.Where;
import io.taskledger.query.task.Task;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lists tasks out of PostgreSQL. */
@Component
final class TaskList {
  /**
   * First the ids of the page, then its tasks: where all of a person's tasks have to be sorted,
   * only what is needed for that is carried along. In two halves, for "mine or assigned to me" in
   * one condition cannot use an index on whose the task is and its order together.
   */
  private static final String SQL =
      """
      with %1$s page as (
        (select task_id, %2$s from task where user_id = :caller and %3$s order by %4$s limit :rows)
        union all
        (select task_id, %2$s from task where assignee_id = :caller and user_id <> :caller and %3$s
         order by %4$s limit :rows)
        order by %4$s limit :rows)
      select %5$s, order_key from page join task using (task_id) order by %4$s
      """;

  private static final String COLUMNS =
      """
      task_id, user_id, title, description, priority, status, due_date, time_zone, category_id,
      tags, assignee_id, parent_task_id, recurrence, reminders, created_at, updated_at,
      completed_at, deleted_at, version
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  TaskList(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The tasks that this person owns or is assigned to. */
  Page<Task> of(UserId caller, TaskFilter filter, PageRequest page) {
    Where where = filter.where(clock.instant());
    page.after(where);
    Keyset order = page.order();
    List<Page.Row<Task>> rows =
        jdbc.sql(sql(filter, where, order))
            .params(where.parameters())
            .param("caller", caller.value())
            .param("rows", page.rows())
            .query((row, number) -> new Page.Row<>(task(row), order.place(row)))
            .list();
    return Page.of(rows, page);
  }

  private static String sql(TaskFilter filter, Where where, Keyset order) {
    String sought = filter.q() == null ? "" : filter.q().named();
    return SQL.formatted(sought, order.selected(), where.sql(), order.order(), COLUMNS);
  }

  private static Task task(ResultSet row) throws SQLException {
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
