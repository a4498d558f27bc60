package io.taskledger.projection.dashboard;

import io.taskledger.events.task.Status;
import io.taskledger.events.task.TaskEvent;
import io.taskledger.events.task.TaskState;
import io.taskledger.events.user.UserId;
import io.taskledger.messaging.inbox.ordering.ReceivedEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The dashboards, counted from the tasks themselves in the plainest way: what every view in Redis
 * has to equal.
 */
final class ExpectedDashboard {
  private ExpectedDashboard() {}

  /** Like {@link DashboardReader#content()}, from a history in version order. */
  static Map<String, String> of(List<ReceivedEvent> history) {
    Map<UUID, TaskState> tasks = new HashMap<>();
    for (ReceivedEvent each : history) {
      tasks.compute(
          each.streamId(),
          (task, row) ->
              TaskState.evolve(
                  row,
                  (TaskEvent) each.event().getPayload(),
                  each.event().getTimestamp(),
                  each.version()));
    }
    return ofTasks(tasks.values());
  }

  private static Map<String, String> ofTasks(Collection<TaskState> tasks) {
    Map<String, Integer> counts = new HashMap<>();
    Map<String, String> content = new TreeMap<>();
    for (TaskState task : tasks) {
      if (task.deletedAt() != null) {
        continue;
      }
      var users = new LinkedHashSet<UserId>();
      users.add(task.owner());
      if (task.details().assigneeId() != null) {
        users.add(task.details().assigneeId());
      }
      for (UserId user : users) {
        counts.merge(user + " status:" + task.details().status().text(), 1, Integer::sum);
        counts.merge(user + " priority:" + task.details().priority(), 1, Integer::sum);
        if (task.details().status() != Status.COMPLETED && task.details().dueDate() != null) {
          content.put(
              user + " due " + task.taskId(),
              Long.toString(task.details().dueDate().toEpochMilli()));
        }
        if (task.completedAt() != null) {
          content.put(
              user + " completed " + task.taskId(),
              Long.toString(task.completedAt().toEpochMilli()));
        }
      }
    }
    counts.forEach((count, number) -> content.put(count, number.toString()));
    return content;
  }
}
