package io.taskledger.query.dashboard;

import io.taskledger.query.page.Where;
import io.taskledger.query.pointintime.AsOf;
import io.taskledger.query.pointintime.TaskRelation;
import io.taskledger.query.task.Task;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The numbers of a moment in the past, counted over the tasks as they were. */
@Component
final class HistoricalDashboard {
  /** One row for each status, each priority and each day. */
  private static final String SQL =
      """
      with seen as (
        select status, priority, due_date, completed_at from %1$s
        where user_id = :caller and deleted_at is null
        union all
        select status, priority, due_date, completed_at from %2$s
        where assignee_id = :caller and user_id <> :caller and deleted_at is null),
      counted as (
        select status, priority, case when status <> 'completed' then due_date end as due,
          width_bucket(extract(epoch from completed_at) * 1000, cast(:days as numeric[])) as day
        from seen)
      select status, priority, day, count(*) as tasks,
        count(*) filter (where due < :now) as overdue,
        count(*) filter (where due >= :today and due < :tomorrow) as today,
        count(*) filter (where due >= :thisWeek and due < :nextWeek) as week
      from counted group by grouping sets ((status), (priority), (day))
      """;

  private final JdbcClient jdbc;

  HistoricalDashboard(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The numbers of a person at that moment. */
  Dashboard of(UUID userId, AsOf moment, Days days) {
    var where = new Where();
    TaskRelation source = TaskRelation.at(moment, false, where);
    var numbers = new Numbers(days.shown().size());
    jdbc.sql(SQL.formatted(source.owned(), source.assigned()))
        .params(where.parameters())
        .param("caller", userId)
        .param("days", begins(days))
        // To the millisecond, as the numbers of now.
        .param("now", column(days.now().truncatedTo(ChronoUnit.MILLIS)))
        .param("today", begin(days, days.today()))
        .param("tomorrow", begin(days, days.today().plusDays(1)))
        .param("thisWeek", begin(days, days.firstOfWeek()))
        .param("nextWeek", begin(days, days.firstOfWeek().plusWeeks(1)))
        .query(numbers::add);
    return numbers.dashboard(days);
  }

  private static String[] begins(Days days) {
    return Stream.concat(days.shown().stream(), Stream.of(days.today().plusDays(1)))
        .map(day -> String.valueOf(days.begin(day)))
        .toArray(String[]::new);
  }

  private static OffsetDateTime begin(Days days, LocalDate day) {
    return column(Instant.ofEpochMilli(days.begin(day)));
  }

  private static OffsetDateTime column(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  /** What the rows tell. */
  private static final class Numbers {
    private final Map<String, Long> counts = new HashMap<>();
    private final List<Long> perDay;
    private long overdue;
    private long today;
    private long week;

    Numbers(int days) {
      perDay = new ArrayList<>(Collections.nCopies(days, 0L));
    }

    void add(ResultSet row) throws SQLException {
      long tasks = row.getLong("tasks");
      String status = row.getString("status");
      Integer priority = row.getObject("priority", Integer.class);
      if (status != null) {
        counts.put("status:" + status, tasks);
        // Every task has a status, so these add up to all.
        overdue += row.getLong("overdue");
        today += row.getLong("today");
        week += row.getLong("week");
      } else if (priority != null) {
        counts.put("priority:" + Task.priority(priority), tasks);
      } else {
        addDay(row.getInt("day"), tasks);
      }
    }

    /** Days are counted from 1; those before and after, and none, are not shown. */
    private void addDay(int day, long tasks) {
      if (day >= 1 && day <= perDay.size()) {
        perDay.set(day - 1, tasks);
      }
    }

    Dashboard dashboard(Days days) {
      return Dashboard.of(counts, overdue, today, week, perDay, days);
    }
  }
}
