package io.taskledger.assistant.language;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Where and when a line was written.
 *
 * @param now what “today” and “in 2 hours” count from
 * @param locale {@code de} understands German as well; {@code en-US} has the month first in 12/24
 * @param weekStart the first day of next week
 * @param people finds who {@code @name} or {@code @address} is, of those whom the writer may assign
 */
public record Setting(
    Instant now,
    ZoneId zone,
    Locale locale,
    DayOfWeek weekStart,
    Function<String, Optional<UUID>> people) {
  boolean isGerman() {
    return locale.getLanguage().equals("de");
  }

  boolean isMonthFirst() {
    return locale.getCountry().equals("US");
  }

  ZonedDateTime clock() {
    return now.atZone(zone);
  }

  /** The day that it is there. */
  public LocalDate today() {
    return clock().toLocalDate();
  }
}
