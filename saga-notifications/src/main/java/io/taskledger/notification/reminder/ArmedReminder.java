package io.taskledger.notification.reminder;

import java.time.Instant;

/**
 * A reminder that is waiting for its moment.
 *
 * @param scheduleId names the deadline, to cancel it
 * @param armedAt when it was armed, by this service's clock
 */
public record ArmedReminder(Reminder reminder, String scheduleId, Instant armedAt, Cause cause) {}
