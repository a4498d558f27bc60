package io.taskledger.verification.bench.million;

import io.taskledger.verification.bench.load.Person;
import io.taskledger.verification.bench.system.LocalSystem;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Fills the view of versions with SQL, out of the million tasks: four versions of each of about
 * 250,000, among them all of the person's 10,000; in the order of time, so that the versions of a
 * task lie far from each other. A quarter have another title from the third version on, so that
 * their words stand with two versions.
 */
record VersionRows(LocalSystem system) {
  private static final List<String> STATEMENTS =
      List.of(
          "set search_path = projections, public",
          """
          insert into task_version (task_id, user_id, title, description, priority, status, due_date, time_zone,
            category_id, tags, assignee_id, parent_task_id, recurrence, reminders, created_at, updated_at, completed_at,
            deleted_at, version, position, valid_from, has_new_words)
          select task_id, user_id, case when is_renamed and number < 3 then 'once ' || title else title end, description,
            priority, case number when 1 then 'pending' when 2 then 'in-progress' else status end, due_date, time_zone,
            category_id, tags, case when number > 1 then assignee_id end, parent_task_id, recurrence, reminders,
            created_at, at, case when number > 2 and status = 'completed' then at end,
            case when number = 4 and deleted_at is not null then at end, number, row_number() over (order by at), at,
            number = 1 or is_renamed and number = 3
          from (
            select task.*, priority = 1 as is_renamed, number,
              created_at + (number - 1) / 4.0 * (now() - created_at) as at
            from task cross join generate_series(1, 4) number
            where user_id = cast('%1$s' as uuid) or assignee_id = cast('%1$s' as uuid)
              or abs(hashtext(task_id::text) %% 100) < 24) version
          order by at
          """,
          "vacuum analyze task_versions_1.task_version",
          "checkpoint");

  /** Fills it; takes about half a minute. */
  void load(Person person) throws SQLException {
    try (Connection connection = system.database();
        Statement statement = connection.createStatement()) {
      for (String sql : STATEMENTS) {
        statement.execute(sql.contains("%1$s") ? sql.formatted(person.userId()) : sql);
      }
    }
  }
}
