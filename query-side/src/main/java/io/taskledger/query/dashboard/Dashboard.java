package io.taskledger.query.dashboard;

import io.taskledger.events.task.Priority;
import io.taskledger.events.task.Status;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A person's numbers at a glance.
 *
 * @param byStatus tasks for each status
 * @param byPriority tasks for each priority
 * @param overdue open tasks that were due before now
 * @param dueToday open tasks due between midnight and midnight
 * @param dueThisWeek open tasks due in this week, which begins on the day that the user prefers
 * @param completedPerDay 30 days with today, oldest first
 * @param timeZone where days begin and end
 */
record Dashboard(
    Map<String, Long> byStatus,
    Map<String, Long> byPriority,
    long overdue,
    long dueToday,
    long dueThisWeek,
    List<Day> completedPerDay,
    String timeZone) {

  record Day(LocalDate date, long count) {}

  /**
   * From numbers by what they count.
   *
   * @param counts tasks by {@code status:…} and {@code priority:…}; what is missing is nought
   * @param perDay as many as {@link Days#shown}
   */
  static Dashboard of(
      Map<String, Long> counts, long overdue, long today, long week, List<Long> perDay, Days days) {
    var byStatus = new LinkedHashMap<String, Long>();
    for (Status status : Status.values()) {
      byStatus.put(status.text(), counts.getOrDefault("status:" + status.text(), 0L));
    }
    var byPriority = new LinkedHashMap<String, Long>();
    for (Priority priority : Priority.values()) {
      byPriority.put(priority.name(), counts.getOrDefault("priority:" + priority, 0L));
    }
    List<LocalDate> shown = days.shown();
    var completed = new ArrayList<Day>();
    for (int i = 0; i < shown.size(); i++) {
      completed.add(new Day(shown.get(i), perDay.get(i)));
    }
    return new Dashboard(
        byStatus, byPriority, overdue, today, week, completed, days.zone().getId());
  }
}
