package io.taskledger.query.dashboard;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.stream.Stream;

/** The days of the dashboard as somebody in this zone lives through them, summer time included. */
record Days(Instant now, ZoneId zone, DayOfWeek weekStart) {
  private static final int SHOWN = 30;

  /** Today and the 29 days before it, oldest first. */
  List<LocalDate> shown() {
    LocalDate first = today().minusDays(SHOWN - 1);
    return Stream.iterate(first, day -> day.plusDays(1)).limit(SHOWN).toList();
  }

  LocalDate today() {
    return LocalDate.ofInstant(now, zone);
  }

  /** The first day of this week. */
  LocalDate firstOfWeek() {
    return today().with(TemporalAdjusters.previousOrSame(weekStart));
  }

  /** When the day begins, in epoch milliseconds. */
  long begin(LocalDate day) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }
}
