package io.taskledger.query.pointintime;

import io.taskledger.query.task.Task;
import io.taskledger.query.task.TaskColumns;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads one task as it stood at a moment. */
@Component
public final class TaskVersions {
  // The version of then first, and only then who saw it: an older one may have been theirs.
  private static final String SQL =
      """
      select %s from (
        select * from task_version where task_id = :task and valid_from <= :asOf
        order by valid_from desc, version desc limit 1) version_then
      where user_id = :caller or assignee_id = :caller
      """
          .formatted(TaskColumns.NAMES);

  private final JdbcClient jdbc;

  TaskVersions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The task, if it existed and the caller owned it or was assigned to it. */
  public Optional<Task> visible(UUID taskId, UUID caller, AsOf moment) {
    return jdbc.sql(SQL)
        .param("task", taskId)
        .param("caller", caller)
        .param("asOf", moment.instant().atOffset(ZoneOffset.UTC))
        .query((row, number) -> TaskColumns.read(row))
        .optional();
  }
}
