package io.taskledger.projection.tasklist;

import io.taskledger.events.task.TaskEvent;
import io.taskledger.events.task.TaskState;
import io.taskledger.projection.batch.EventContext;
import io.taskledger.projection.batch.MultiRow;
import io.taskledger.projection.batch.PgCopyWriter;
import io.taskledger.projection.task.TaskColumns;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table of tasks: one read and two writes a batch. */
@Component
class TaskTable {
  private static final MultiRow<TaskState> UPSERT =
      MultiRow.insert(
          "task",
          TaskColumns.ALL,
          "(task_id) do update set "
              + MultiRow.assignExcluded(TaskColumns.without("task_id", "user_id", "created_at")));

  /**
   * For rows that are there, with the words that they have: PostgreSQL computes the search column
   * anew only when one of its sources is assigned, and that is the dearest part of a row.
   */
  private static final MultiRow<TaskState> UPDATE_ALL_BUT_WORDS =
      MultiRow.update(
          "task", TaskColumns.without("user_id", "created_at", "title", "description", "tags"));

  private static final PgCopyWriter<TaskState> COPY = new PgCopyWriter<>("task", TaskColumns.ALL);
  private static final int ROWS_AT_ONCE = 1_000;

  private final JdbcTemplate jdbc;

  TaskTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Brings the tasks of these events up to date; the events of a task are in version order. */
  void apply(List<EventContext<TaskEvent>> events) {
    Map<UUID, TaskState> before =
        read(events.stream().map(each -> each.event().streamId()).distinct().toList());
    // Sorted, so that two transactions never wait for each other in a ring.
    Map<UUID, TaskState> after = new TreeMap<>();
    for (EventContext<TaskEvent> each : events) {
      UUID task = each.event().streamId();
      TaskState row = after.containsKey(task) ? after.get(task) : before.get(task);
      after.put(task, TaskState.evolve(row, each.event(), each.at(), each.version()));
    }
    Map<Boolean, List<TaskState>> byKnownWords =
        after.values().stream()
            .collect(
                Collectors.partitioningBy(
                    row -> TaskColumns.haveSameWords(before.get(row.taskId().value()), row)));
    write(UPSERT, byKnownWords.getOrDefault(false, List.of()));
    write(UPDATE_ALL_BUT_WORDS, byKnownWords.getOrDefault(true, List.of()));
  }

  /** Adds rows of tasks that are not there. */
  void add(Collection<TaskState> rows) {
    COPY.write(jdbc, rows);
  }

  /**
   * Adds rows to the empty table of a schema that is being made; some outside of the transaction.
   */
  void fill(String schema, List<TaskState> rows) {
    COPY.writeInHalves(jdbc, schema, rows);
  }

  /** Puts rows in the place of those that are there. */
  void replace(List<TaskState> rows) {
    for (int from = 0; from < rows.size(); from += ROWS_AT_ONCE) {
      write(UPSERT, rows.subList(from, Math.min(from + ROWS_AT_ONCE, rows.size())));
    }
  }

  private void write(MultiRow<TaskState> statement, List<TaskState> rows) {
    if (!rows.isEmpty()) {
      statement.write(jdbc, rows);
    }
  }

  /** The rows of those of the tasks that are there. */
  Map<UUID, TaskState> read(Collection<UUID> tasks) {
    Map<UUID, TaskState> rows = new HashMap<>();
    jdbc.query(
        "select " + TaskColumns.NAMES + " from task where task_id = any(?)",
        select -> select.setArray(1, select.getConnection().createArrayOf("uuid", tasks.toArray())),
        found -> {
          TaskState row = TaskColumns.read(found);
          rows.put(row.taskId().value(), row);
        });
    return rows;
  }
}
