package io.taskledger.command.subtasks;

import io.taskledger.command.eventstore.append.TransactionalWrites;
import io.taskledger.command.eventstore.append.TransactionalWrites.ConditionalWrite;
import io.taskledger.events.task.TaskId;
import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which task is below which. The writing methods take effect with the events of the command, under
 * the store's lock, and have the command decided again when another one was faster.
 */
@Component
class SubtaskTree {
  /** How many levels of subtasks there may be below a task at the top. */
  static final int MAX_DEPTH = 5;

  /** How many tasks there may be in one tree. */
  static final int MAX_TASKS = 1000;

  // The recursions end on their own below MAX_DEPTH levels; the limit is for a broken table.
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

  /** A row that exists and that this transaction has locked anyway. */
  private static final String ONLY_IF = "update event_head set position = position where ";

  private static final String VERSION =
      "(select max(sequence_number) + 1 from domain_event"
          + " where aggregate_identifier = ? and type = 'Task')";

  private final JdbcClient jdbc;

  SubtaskTree(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** All tasks below a task, in the trash or not, parents before their children. */
  List<TaskId> below(TaskId task) {
    return ids(BELOW + "select task_id from below order by depth, task_id", task);
  }

  /** The tasks above a task, its parent first. */
  List<TaskId> above(TaskId task) {
    return ids(ABOVE + "select task_id from above order by depth", task);
  }

  /** How many levels of tasks are below a task. */
  int height(TaskId task) {
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

  /** Moves a task to the top. */
  void placeAtTop(TaskId task) {
    add(
        """
        with removed as (delete from subtask where task_id = ?)
        update event_head set position = position
        """,
        task.value());
  }

  /** Moves a task below a parent, provided that the parent still has this version. */
  void placeUnder(TaskId task, TaskId parent, long parentVersion) {
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
          and\
        """
            + " "
            + VERSION
            + " = ? on conflict (task_id) do update set parent_id = excluded.parent_id",
        task.value(),
        parent.value(),
        task.value(),
        parent.value(),
        MAX_DEPTH,
        parent.value(),
        parentVersion);
  }

  /** Lets the command stand only if the other task still has this version. */
  void requireUnchanged(TaskId task, long version) {
    add(ONLY_IF + VERSION + " = ?", task.value(), version);
  }

  /** Lets the command stand only if no other task has come below the task. */
  void requireOnly(TaskId task, List<TaskId> below) {
    add(
        ONLY_IF + "not exists (" + BELOW + "select from below where task_id <> all (?::uuid[]))",
        task.value(),
        below.stream().map(TaskId::value).toArray(UUID[]::new));
  }

  private static void add(String sql, @Nullable Object... parameters) {
    TransactionalWrites.add(
        ConditionalWrite.of(
            () -> new ConcurrencyException("A task above or below was changed meanwhile"),
            sql,
            parameters));
  }
}
