package io.taskledger.query.dashboard;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * A person's numbers at a glance.
 *
 * @param byStatus tasks for each status
 * @param byPriority tasks for each priority
 * @param overdue open tasks that were due before now
 * @param dueToday open tasks due between midnight and midnight
 * @param dueThisWeek open tasks due between Monday and Sunday
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
}
