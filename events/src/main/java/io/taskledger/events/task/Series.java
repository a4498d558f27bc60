package io.taskledger.events.task;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Where a recurring task stands in its series. The start is what RFC 5545 calls DTSTART, on the
 * wall clock of the task's time zone: an occurrence that fell into a daylight-saving gap, or on the
 * last day of a short month, leaves the later ones where they belong.
 *
 * @param start the first occurrence's due date, on the wall clock
 * @param occurrence 1 for the first
 */
public record Series(LocalDateTime start, int occurrence) {
  private static final String SEPARATOR = "#";

  /** Reads {@link #text}; throws {@link IllegalArgumentException} for anything else. */
  @JsonCreator
  public static Series of(String text) {
    String[] parts = text.split(SEPARATOR, -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("a series is a start and an occurrence");
    }
    return new Series(LocalDateTime.parse(parts[0]), Integer.parseInt(parts[1]));
  }

  /** The series that these details begin, or go on with; none without a rule and a due date. */
  public static @Nullable Series of(TaskDetails details, int occurrence) {
    return details.recurrence() == null || details.dueDate() == null
        ? null
        : new Series(wallClock(details.dueDate(), details.timeZone()), occurrence);
  }

  /** A moment as the clocks show it there; UTC where no zone is named. */
  public static LocalDateTime wallClock(Instant moment, @Nullable ZoneId zone) {
    return LocalDateTime.ofInstant(moment, zone == null ? ZoneOffset.UTC : zone);
  }

  /** As it stands in events: {@code 2026-01-31T09:00#2}. */
  @JsonValue
  public String text() {
    return start + SEPARATOR + occurrence;
  }
}
