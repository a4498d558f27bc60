package io.taskledger.query.tasklist;

import io.taskledger.events.user.UserId;
import io.taskledger.query.page.Keyset;
import io.taskledger.query.page.Page;
import io.taskledger.query.page.PageRequest;
import io.taskledger.query.page.Where;
import io.taskledger.query.pointintime.AsOf;
import io.taskledger.query.pointintime.TaskRelation;
import io.taskledger.query.task.Task;
import io.taskledger.query.task.TaskColumns;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;
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
        (select %6$s, %2$s from %8$s where user_id = :caller and %3$s order by %4$s limit :rows)
        union all
        (select %6$s, %2$s from %9$s where assignee_id = :caller and user_id <> :caller and %3$s
         order by %4$s limit :rows)
        order by %4$s limit :rows)
      select %5$s, order_key from page join %7$s using (%6$s) order by %4$s
      """;

  private static final int SEARCH_SECONDS = 1;

  private final JdbcClient jdbc;
  private final JdbcClient searching;

  TaskList(JdbcClient jdbc, DataSource database) {
    this.jdbc = jdbc;
    var limited = new JdbcTemplate(database);
    limited.setQueryTimeout(SEARCH_SECONDS);
    this.searching = JdbcClient.create(limited);
  }

  /**
   * The tasks that this person owns or is assigned to, at that moment.
   *
   * @throws ProblemException when a search takes more than a second: it would take the database
   *     from others
   */
  Page<Task> of(UserId caller, TaskFilter filter, AsOf moment, PageRequest page) {
    if (filter.q() == null) {
      return read(jdbc, caller, filter, moment, page);
    }
    try {
      return read(searching, caller, filter, moment, page);
    } catch (QueryTimeoutException tooLong) {
      throw ProblemException.of(
          ErrorCode.SEARCH_TOO_BROAD, "Search for fewer or rarer words, or add filters.");
    }
  }

  private static Page<Task> read(
      JdbcClient jdbc, UserId caller, TaskFilter filter, AsOf moment, PageRequest page) {
    Where where = filter.where(moment.instant());
    TaskRelation source = TaskRelation.at(moment, filter.q() != null, where);
    page.after(where);
    Keyset order = page.order();
    List<Page.Row<Task>> rows =
        jdbc.sql(sql(source, filter, where, order))
            .params(where.parameters())
            .param("caller", caller.value())
            .param("rows", page.rows())
            .query((row, number) -> new Page.Row<>(TaskColumns.read(row), order.place(row)))
            .list();
    return Page.of(rows, page);
  }

  private static String sql(TaskRelation source, TaskFilter filter, Where where, Keyset order) {
    return SQL.formatted(
        filter.q() == null ? "" : filter.q().named(),
        order.selected(),
        where.sql(),
        order.order(),
        TaskColumns.NAMES,
        source.key(),
        source.rows(),
        source.owned(),
        source.assigned());
  }
}
