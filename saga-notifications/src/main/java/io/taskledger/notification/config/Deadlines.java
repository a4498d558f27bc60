package io.taskledger.notification.config;

import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineManager;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Axon's deadlines on db-scheduler, except for cancelling: db-scheduler throws when the deadline is
 * firing at that moment, which would roll back the batch. Here such a one is left alone; it finds
 * out by itself that nobody waits for it any more.
 */
final class Deadlines extends DbSchedulerDeadlineManager {
  private final JdbcTemplate jdbc;

  Deadlines(Builder builder, JdbcTemplate jdbc) {
    super(builder);
    this.jdbc = jdbc;
  }

  @Override
  public void cancelSchedule(String deadlineName, String scheduleId) {
    runOnPrepareCommitOrNow(
        () ->
            jdbc.update(
                """
                delete from scheduled_tasks
                where task_name = ? and task_instance = ? and not picked
                """,
                DeadlineTask.NAME,
                scheduleId));
  }
}
