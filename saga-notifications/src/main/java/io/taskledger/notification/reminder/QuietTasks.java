package io.taskledger.notification.reminder;

import io.taskledger.events.codec.EventJson;
import io.taskledger.events.task.TaskId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The tasks of which there is nothing to remind: most of them. A task without an armed reminder has
 * no saga, only a row in the table {@code quiet_task}; the rows of a batch are written together.
 */
@Component
public class QuietTasks {
  private static final String UNWRITTEN = QuietTasks.class.getName();

  private final JdbcTemplate jdbc;

  QuietTasks(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** The task as it was last kept; empty for one that never was. */
  public Optional<WatchedTask> find(TaskId taskId) {
    WatchedTask unwritten = unwritten().get(taskId.value());
    if (unwritten != null) {
      return Optional.of(unwritten);
    }
    return jdbc
        .query(
            "select state from quiet_task where task_id = ?",
            (found, row) -> EventJson.mapper().readValue(found.getString(1), WatchedTask.class),
            taskId.value())
        .stream()
        .findFirst();
  }

  /** Keeps the task until the next event of it; written when the current unit of work commits. */
  public void keep(WatchedTask task) {
    unwritten().put(task.taskId().value(), task);
  }

  private Map<UUID, WatchedTask> unwritten() {
    UnitOfWork<?> batch = CurrentUnitOfWork.get().root();
    return batch.getOrComputeResource(
        UNWRITTEN,
        ignored -> {
          // Sorted, so that two transactions never wait for each other in a ring.
          Map<UUID, WatchedTask> tasks = new TreeMap<>();
          batch.onPrepareCommit(committing -> write(tasks));
          return tasks;
        });
  }

  private void write(Map<UUID, WatchedTask> tasks) {
    if (tasks.isEmpty()) {
      return;
    }
    Object[] states =
        tasks.values().stream().map(task -> EventJson.mapper().writeValueAsString(task)).toArray();
    jdbc.execute((ConnectionCallback<Integer>) connection -> upsert(connection, tasks, states));
  }

  private static int upsert(Connection connection, Map<UUID, WatchedTask> tasks, Object[] states)
      throws java.sql.SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            """
            insert into quiet_task (task_id, state)
            select * from unnest(?::uuid[], ?::text[])
            on conflict (task_id) do update set state = excluded.state
            """)) {
      upsert.setArray(1, connection.createArrayOf("uuid", tasks.keySet().toArray()));
      upsert.setArray(2, connection.createArrayOf("text", states));
      return upsert.executeUpdate();
    }
  }
}
