package io.taskledger.notification.reminder;

import io.taskledger.events.task.ReminderOffset;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * One reminder of one due date.
 *
 * @param before how long before the due date it is wanted
 * @param timeZone in which its days are counted; UTC where it is absent
 */
public record Reminder(Instant dueDate, ReminderOffset before, @Nullable ZoneId timeZone) {
  // Beyond it PostgreSQL and calendars give up.
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  /**
   * Whether it lies ahead at that time. One at that very time does; one that no calendar has
   * (hundreds of millions of years before its due date) never does.
   */
  public boolean liesAhead(Instant time) {
    try {
      Instant moment = moment();
      return !moment.isBefore(time) && moment.isBefore(LATEST);
    } catch (DateTimeException | ArithmeticException beforeAllTime) {
      return false;
    }
  }

  /**
   * When it is to be sent.
   *
   * @throws DateTimeException or {@link ArithmeticException} when there is no such time
   */
  public Instant moment() {
    return before.before(dueDate, timeZone);
  }
}
