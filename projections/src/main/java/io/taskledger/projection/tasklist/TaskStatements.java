package io.taskledger.projection.tasklist;

import io.taskledger.events.task.TaskId;
import io.taskledger.events.user.UserId;
import io.taskledger.projection.batch.MultiRow;
import io.taskledger.projection.batch.MultiRow.Column;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements that write many tasks at once. */
final class TaskStatements {
  private static final Column<TaskRow> TASK_ID = new Column<>("uuid", row -> row.taskId().value());
  private static final Column<TaskRow> USER_ID = new Column<>("uuid", row -> row.owner().value());
  private static final Column<TaskRow> TITLE = new Column<>("text", row -> row.details().title());
  private static final Column<TaskRow> DESCRIPTION =
      new Column<>("text", row -> row.details().description());
  private static final Column<TaskRow> PRIORITY =
      new Column<>("int2", row -> (short) row.details().priority().ordinal());
  private static final Column<TaskRow> STATUS =
      new Column<>("text", row -> row.details().status().text());
  private static final Column<TaskRow> DUE_DATE =
      new Column<>("timestamptz", row -> row.details().dueDate());
  private static final Column<TaskRow> TIME_ZONE =
      new Column<>("text", row -> text(row.details().timeZone()));
  private static final Column<TaskRow> CATEGORY_ID =
      new Column<>("text", row -> row.details().categoryId());
  private static final Column<TaskRow> TAGS =
      new Column<>("text", row -> MultiRow.arrayText(row.details().tags()));
  private static final Column<TaskRow> ASSIGNEE_ID =
      new Column<>("uuid", row -> value(row.details().assigneeId()));
  private static final Column<TaskRow> PARENT_TASK_ID =
      new Column<>("uuid", row -> value(row.details().parentTaskId()));
  private static final Column<TaskRow> RECURRENCE =
      new Column<>("text", row -> row.details().recurrence());
  private static final Column<TaskRow> REMINDERS =
      new Column<>("text", row -> MultiRow.arrayText(texts(row.details().reminders())));
  private static final Column<TaskRow> CREATED_AT = new Column<>("timestamptz", TaskRow::createdAt);
  private static final Column<TaskRow> UPDATED_AT = new Column<>("timestamptz", TaskRow::updatedAt);
  private static final Column<TaskRow> COMPLETED_AT =
      new Column<>("timestamptz", TaskRow::completedAt);
  private static final Column<TaskRow> DELETED_AT = new Column<>("timestamptz", TaskRow::deletedAt);
  private static final Column<TaskRow> VERSION = new Column<>("int8", TaskRow::version);

  /** Rows that are new, or whose words for the search are. */
  static final MultiRow<TaskRow> UPSERT =
      new MultiRow<>(
          """
          insert into task (task_id, user_id, title, description, priority, status, due_date, time_zone, category_id,
            tags, assignee_id, parent_task_id, recurrence, reminders, created_at, updated_at, completed_at, deleted_at,
            version)
          select r.task_id, r.user_id, r.title, r.description, r.priority, r.status, r.due_date, r.time_zone,
            r.category_id, r.tags::text[], r.assignee_id, r.parent_task_id, r.recurrence, r.reminders::text[],
            r.created_at, r.updated_at, r.completed_at, r.deleted_at, r.version
          from unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::int2[], ?::text[], ?::timestamptz[], ?::text[],
            ?::text[], ?::text[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[],
            ?::timestamptz[], ?::timestamptz[], ?::bigint[])
            as r (task_id, user_id, title, description, priority, status, due_date, time_zone, category_id,
              tags, assignee_id, parent_task_id, recurrence, reminders, created_at, updated_at, completed_at,
              deleted_at, version)
          on conflict (task_id) do update set
            title = excluded.title, description = excluded.description, priority = excluded.priority,
            status = excluded.status, due_date = excluded.due_date, time_zone = excluded.time_zone,
            category_id = excluded.category_id, tags = excluded.tags, assignee_id = excluded.assignee_id,
            parent_task_id = excluded.parent_task_id, recurrence = excluded.recurrence,
            reminders = excluded.reminders, updated_at = excluded.updated_at, completed_at = excluded.completed_at,
            deleted_at = excluded.deleted_at, version = excluded.version
          """,
          List.of(
              TASK_ID,
              USER_ID,
              TITLE,
              DESCRIPTION,
              PRIORITY,
              STATUS,
              DUE_DATE,
              TIME_ZONE,
              CATEGORY_ID,
              TAGS,
              ASSIGNEE_ID,
              PARENT_TASK_ID,
              RECURRENCE,
              REMINDERS,
              CREATED_AT,
              UPDATED_AT,
              COMPLETED_AT,
              DELETED_AT,
              VERSION));

  /**
   * Rows that are there, with the words that they have: PostgreSQL computes the search column anew
   * only when one of its sources is assigned, and that is the dearest part of a row.
   */
  static final MultiRow<TaskRow> UPDATE_ALL_BUT_WORDS =
      new MultiRow<>(
          """
          update task set
            priority = r.priority, status = r.status, due_date = r.due_date, time_zone = r.time_zone,
            category_id = r.category_id, assignee_id = r.assignee_id, parent_task_id = r.parent_task_id,
            recurrence = r.recurrence, reminders = r.reminders::text[], updated_at = r.updated_at,
            completed_at = r.completed_at, deleted_at = r.deleted_at, version = r.version
          from unnest(?::uuid[], ?::int2[], ?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::uuid[], ?::uuid[],
            ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::bigint[])
            as r (task_id, priority, status, due_date, time_zone, category_id, assignee_id, parent_task_id,
              recurrence, reminders, updated_at, completed_at, deleted_at, version)
          where task.task_id = r.task_id
          """,
          List.of(
              TASK_ID,
              PRIORITY,
              STATUS,
              DUE_DATE,
              TIME_ZONE,
              CATEGORY_ID,
              ASSIGNEE_ID,
              PARENT_TASK_ID,
              RECURRENCE,
              REMINDERS,
              UPDATED_AT,
              COMPLETED_AT,
              DELETED_AT,
              VERSION));

  private TaskStatements() {}

  private static @Nullable String text(@Nullable ZoneId zone) {
    return zone == null ? null : zone.getId();
  }

  private static List<String> texts(List<Duration> durations) {
    return durations.stream().map(Duration::toString).toList();
  }

  private static @Nullable UUID value(@Nullable UserId id) {
    return id == null ? null : id.value();
  }

  private static @Nullable UUID value(@Nullable TaskId id) {
    return id == null ? null : id.value();
  }
}
