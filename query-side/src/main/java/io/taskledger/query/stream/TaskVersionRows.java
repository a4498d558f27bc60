package io.taskledger.query.stream;

import io.taskledger.query.stream.CatchUpSubscription.Place;
import io.taskledger.query.task.TaskColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads the view of all versions of all tasks. */
@Component
class TaskVersionRows {
  /** Rows that a stream reads at a time; the largest tasks are 50 KB. */
  static final int PAGE = 50;

  /** When all clients come back at once, ordinary reads must still find a connection. */
  private static final int READ_AT_ONCE = 6;

  private static final String WANTED =
      " from unnest(:positions, :tasks, :versions, :times::timestamptz[])"
          + " wanted (position, task_id, version, at) ";

  /** A version is never valid before its event happened, so this finds it in the primary key. */
  private static final String ITS_ROW =
      """
      v.task_id = wanted.task_id and v.valid_from >= wanted.at and v.version = wanted.version
      """;

  private static final String COLUMNS =
      """
      v.task_id, user_id, title, description, priority, status, due_date, time_zone, category_id,
      tags, assignee_id, parent_task_id, recurrence, reminders, created_at, updated_at,
      completed_at, deleted_at, v.version, v.position
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Semaphore readers = new Semaphore(READ_AT_ONCE);

  TaskVersionRows(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * What the view knows of an event.
   *
   * @param owner of the task after it; null while it is not in the view
   * @param applied whether the view is past it
   */
  record Sight(@Nullable UUID owner, @Nullable UUID assignee, boolean applied) {}

  /** What the view knows of these events, by position. */
  Map<Long, Sight> look(List<Place> places) {
    var sights = new HashMap<Long, Sight>();
    select(
            """
            select wanted.position, v.user_id, v.assignee_id,
              coalesce(a.version >= wanted.version, false) as applied
            """
                + WANTED
                + "left join task_versions_version a on a.stream_id = wanted.task_id"
                + " left join lateral (select user_id, assignee_id from task_version v where "
                + ITS_ROW
                + ") v on true",
            places)
        .query(
            row -> {
              sights.put(
                  row.getLong("position"),
                  new Sight(
                      row.getObject("user_id", UUID.class),
                      row.getObject("assignee_id", UUID.class),
                      row.getBoolean("applied")));
            });
    return sights;
  }

  /** Whether the projection has given up on this event, or on one of the same task before it. */
  boolean isDeadLetter(Place place) {
    return jdbc.sql(
            """
            select exists (
              select from task_versions_dead_letter where stream_id = :task and version <= :version)
            """)
        .param("task", place.taskId())
        .param("version", place.version())
        .query(Boolean.class)
        .single();
  }

  /** The changes that these events made, by position. */
  Map<Long, Change> changes(List<Place> places) {
    var changes = new HashMap<Long, Change>();
    select("select " + COLUMNS + WANTED + "join task_version v on " + ITS_ROW, places)
        .query((row, number) -> change(row))
        .list()
        .forEach(change -> changes.put(change.position(), change));
    return changes;
  }

  /**
   * The first changes behind a position that this person may see, in order.
   *
   * @param until the last position
   * @return {@link #PAGE} of them, or all there are
   */
  List<Change> after(long position, long until, UUID person) throws InterruptedException {
    String range = "v.position > :after and v.position <= :until order by v.position limit " + PAGE;
    String select = "(select " + COLUMNS + " from task_version v where ";
    readers.acquire();
    try {
      return jdbc.sql(
              select
                  + "user_id = :person and "
                  + range
                  + ") union all "
                  + select
                  + "assignee_id = :person and user_id <> :person and "
                  + range
                  + ") order by position limit "
                  + PAGE)
          .param("person", person)
          .param("after", position)
          .param("until", until)
          .query((row, number) -> change(row))
          .list();
    } finally {
      readers.release();
    }
  }

  private JdbcClient.StatementSpec select(String sql, List<Place> places) {
    return jdbc.sql(sql)
        .param("positions", places.stream().map(Place::position).toArray(Long[]::new))
        .param("tasks", places.stream().map(Place::taskId).toArray(UUID[]::new))
        .param("versions", places.stream().map(Place::version).toArray(Long[]::new))
        .param("times", places.stream().map(place -> place.at().toString()).toArray(String[]::new));
  }

  private Change change(ResultSet row) throws SQLException {
    return Change.of(row.getLong("position"), json.writeValueAsString(TaskColumns.read(row)));
  }
}
