package io.taskledger.notification.config;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.util.function.Supplier;
import org.axonframework.deadline.dbscheduler.DbSchedulerBinaryDeadlineDetails;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineManager;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineToken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What db-scheduler does when a deadline is due: what Axon does, with retries of our own. */
final class DeadlineTask {
  /** Under this name Axon schedules its deadlines. */
  static final String NAME = new DbSchedulerDeadlineToken("any").getTaskName();

  private static final Logger log = LoggerFactory.getLogger(DeadlineTask.class);

  private DeadlineTask() {}

  /** The task; Axon's own tries again after five minutes, each time. */
  static Task<DbSchedulerBinaryDeadlineDetails> of(
      Supplier<DbSchedulerDeadlineManager> deadlines, ReminderSettings settings) {
    Task<DbSchedulerBinaryDeadlineDetails> axons = DbSchedulerDeadlineManager.binaryTask(deadlines);
    return Tasks.oneTime(NAME, DbSchedulerBinaryDeadlineDetails.class)
        .onFailure(growingPauses(settings))
        .execute((instance, context) -> axons.execute(instance, context));
  }

  private static FailureHandler<DbSchedulerBinaryDeadlineDetails> growingPauses(
      ReminderSettings settings) {
    return (failed, operations) -> {
      int failures = failed.getExecution().consecutiveFailures + 1;
      Duration pause = settings.pauseAfter(failures);
      log.warn(
          "A reminder failed {} times and is tried again in {}: {}",
          failures,
          pause,
          failed.getCause().map(DeadlineTask::root).map(Throwable::toString).orElse("unknown"));
      operations.reschedule(failed, failed.getTimeDone().plus(pause));
    };
  }

  private static Throwable root(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? failure : root(cause);
  }
}
