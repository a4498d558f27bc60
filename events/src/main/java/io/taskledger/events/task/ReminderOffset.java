package io.taskledger.events.task;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How long before the due date a reminder is wanted: an ISO 8601 duration of weeks, days, hours,
 * minutes and seconds, kept as it was sent. Weeks and days are calendar days in the task's time
 * zone, so that {@code P1D} is at the same time of day over a clock change; {@code PT24H} is 24
 * hours.
 */
public final class ReminderOffset {
  private final String text;
  private final Period days;
  private final Duration time;

  private ReminderOffset(String text, Period days, Duration time) {
    this.text = text;
    this.days = days;
    this.time = time;
  }

  /**
   * Reads an ISO 8601 duration.
   *
   * @throws DateTimeException when it is none, or counts in months or years
   */
  @JsonCreator
  public static ReminderOffset parse(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    int timeBegins = upper.indexOf('T');
    String date = timeBegins < 0 ? upper : upper.substring(0, timeBegins);
    boolean hasDays = date.length() > 1 && date.charAt(date.length() - 1) != 'P';
    Period days = hasDays ? Period.parse(date) : Period.ZERO;
    if (days.toTotalMonths() != 0) {
      throw new DateTimeException("A reminder counts in weeks, days, hours, minutes and seconds");
    }
    Duration time =
        timeBegins < 0 && hasDays
            ? Duration.ZERO
            : Duration.parse(hasDays ? "P" + upper.substring(timeBegins) : upper);
    return new ReminderOffset(text, days, time);
  }

  /** So long before, in exact time: {@code PT1H} for an hour. */
  public static ReminderOffset of(Duration time) {
    return new ReminderOffset(time.toString(), Period.ZERO, time);
  }

  /**
   * The moment of the reminder.
   *
   * @param zone of the task; UTC where it has none
   * @throws DateTimeException or {@link ArithmeticException} when no calendar has that moment
   */
  public Instant before(Instant dueDate, @Nullable ZoneId zone) {
    Instant day =
        days.isZero()
            ? dueDate
            : dueDate.atZone(zone == null ? ZoneOffset.UTC : zone).minus(days).toInstant();
    return day.minus(time);
  }

  /** Whether it lies after the due date. */
  public boolean isNegative() {
    return days.isNegative() || time.isNegative();
  }

  /** About how long it is, with days of 24 hours. */
  public Duration length() {
    return time.plusDays(days.getDays());
  }

  /** As it was sent. */
  @JsonValue
  public String text() {
    return text;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ReminderOffset offset && text.equals(offset.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
