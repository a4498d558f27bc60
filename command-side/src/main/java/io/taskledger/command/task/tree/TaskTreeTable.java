package io.taskledger.command.task.tree;

import io.taskledger.command.eventstore.append.AppendCompanions;
import io.taskledger.command.eventstore.append.AppendCompanions.Companion;
import io.taskledger.events.task.TaskId;
import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tree in the subtask table, which is written with the events. */
@Component
class TaskTreeTable implements TaskTree {
  // The recursions end on their own below DEEPEST levels; the limit is for a broken table.
  private static final String BELOW =
      """
      with recursive below (task_id, depth) as (
        select task_id, 1 from subtask where parent_id = ?
        union all
        select s.task_id, b.depth + 1 from subtask s join below b on s.parent_id = b.task_id
        where b.depth < 20)
      """;
  private static final String ABOVE =
      """
      with recursive above (task_id, depth) as (
        select parent_id, 1 from subtask where task_id = ?
        union all
        select s.parent_id, a.depth + 1 from subtask s join above a on s.task_id = a.task_id
        where a.depth < 20)
      """;

  /** A row that is always there and locked by this transaction anyway: its update lets through. */
  private static final String ONLY_IF = "update event_head set position = position where ";

  private final JdbcClient jdbc;

  TaskTreeTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<TaskId> below(TaskId task) {
    return ids(BELOW + "select task_id from below order by depth, task_id", task);
  }

  @Override
  public List<TaskId> above(TaskId task) {
    return ids(ABOVE + "select task_id from above order by depth", task);
  }

  @Override
  public int height(TaskId task) {
    return jdbc.sql(BELOW + "select coalesce(max(depth), 0) from below")
        .param(task.value())
        .query(Integer.class)
        .single();
  }

  private List<TaskId> ids(String sql, TaskId task) {
    return jdbc.sql(sql)
        .param(task.value())
        .query((row, n) -> new TaskId(row.getObject(1, UUID.class)))
        .list();
  }

  @Override
  public void place(TaskId task, @Nullable TaskId parent, long parentVersion) {
    if (parent == null) {
      add("delete from subtask where task_id = ?", task.value());
      return;
    }
    add(
        """
        with recursive
          below (task_id, depth) as (
            select ?::uuid, 0
            union all
            select s.task_id, b.depth + 1 from subtask s join below b on s.parent_id = b.task_id
            where b.depth < 20),
          above (task_id, depth) as (
            select ?::uuid, 1
            union all
            select s.parent_id, a.depth + 1 from subtask s join above a on s.task_id = a.task_id
            where a.depth < 20)
        insert into subtask (task_id, parent_id)
        select ?, ?
        where (select max(depth) from above) + (select max(depth) from below) <= ?
          and not exists (select from above join below using (task_id))
          and (select max(sequence_number) + 1 from domain_event
               where aggregate_identifier = ?) = ?
        on conflict (task_id) do update set parent_id = excluded.parent_id
        """,
        task.value(),
        parent.value(),
        task.value(),
        parent.value(),
        DEEPEST,
        parent.value(),
        parentVersion);
  }

  @Override
  public void requireUnchanged(TaskId task, long version) {
    add(
        ONLY_IF
            + "(select max(sequence_number) + 1 from domain_event"
            + " where aggregate_identifier = ?) = ?",
        task.value(),
        version);
  }

  @Override
  public void requireOnly(TaskId task, List<TaskId> below) {
    add(
        ONLY_IF + "not exists (" + BELOW + "select from below where task_id <> all (?::uuid[]))",
        task.value(),
        below.stream().map(TaskId::value).toArray(UUID[]::new));
  }

  private static void add(String sql, Object... parameters) {
    AppendCompanions.add(
        Companion.of(
            () -> new ConcurrencyException("A task above or below was changed meanwhile"),
            sql,
            parameters));
  }
}
