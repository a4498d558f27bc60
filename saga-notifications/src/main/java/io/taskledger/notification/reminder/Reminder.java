package io.taskledger.notification.reminder;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * One reminder of one due date.
 *
 * @param before how long before the due date it is wanted
 */
public record Reminder(Instant dueDate, Duration before) {
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
    return dueDate.minus(before);
  }
}
