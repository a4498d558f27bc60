package io.taskledger.recurrence;

import io.taskledger.recurrence.RuleParts.Frequency;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finds occurrences of a rule whose period is a day or longer, on the wall clock. A period's
 * occurrences are its days times its times of day; they are addressed by their number and never
 * listed, so a rule that names every second of a year costs no more than another.
 */
final class CalendarOccurrences {
  private static final int FOURTH_OF_JANUARY = 4;

  private final RuleParts parts;
  private final LocalDateTime start;
  private final Effort effort;

  /**
   * @param parts of the rule, with what it leaves open taken from the start
   */
  CalendarOccurrences(RuleParts parts, LocalDateTime start, Effort effort) {
    this.parts = parts;
    this.start = start;
    this.effort = effort;
  }

  /** The first occurrence after a time, which is not before the start; none if none is found. */
  Optional<LocalDateTime> firstAfter(LocalDateTime time) {
    // A period before: with SKIP=FORWARD its last day lies in the next one.
    long period = Math.max(0, periodOf(time.toLocalDate()) - 1);
    while (effort.isLeft()) {
      LocalDate first = firstDay(period);
      if (first.getYear() > Effort.LAST_YEAR) {
        return Optional.empty();
      }
      if (parts.frequency() == Frequency.DAILY && !parts.allowsMonth(first.getMonthValue())) {
        effort.spend(1);
        LocalDate nextMonth = first.with(TemporalAdjusters.firstDayOfNextMonth());
        period = Math.max(period + 1, -Math.floorDiv(-daysFromStart(nextMonth), parts.interval()));
        continue;
      }
      Optional<LocalDateTime> found = firstAfter(time, daysOf(first));
      if (found.isPresent()) {
        return found;
      }
      period++;
    }
    return Optional.empty();
  }

  private long daysFromStart(LocalDate day) {
    return ChronoUnit.DAYS.between(start.toLocalDate(), day);
  }

  /** The number of the period that the day is in, or of the last one before. */
  private long periodOf(LocalDate day) {
    LocalDate begin = start.toLocalDate();
    long distance =
        switch (parts.frequency()) {
          case YEARLY -> yearOf(day) - yearOf(begin);
          case MONTHLY -> ChronoUnit.MONTHS.between(YearMonth.from(begin), YearMonth.from(day));
          case WEEKLY -> ChronoUnit.WEEKS.between(weekOf(begin), weekOf(day));
          case DAILY -> daysFromStart(day);
          case HOURLY, MINUTELY, SECONDLY -> throw new IllegalStateException("not by the calendar");
        };
    return Math.floorDiv(distance, parts.interval());
  }

  private LocalDate firstDay(long period) {
    LocalDate begin = start.toLocalDate();
    long distance = period * parts.interval();
    return switch (parts.frequency()) {
      case YEARLY -> firstDayOfYear(Math.toIntExact(yearOf(begin) + distance));
      case MONTHLY -> begin.withDayOfMonth(1).plusMonths(distance);
      case WEEKLY -> weekOf(begin).plusWeeks(distance);
      case DAILY -> begin.plusDays(distance);
      case HOURLY, MINUTELY, SECONDLY -> throw new IllegalStateException("not by the calendar");
    };
  }

  /** With {@code BYWEEKNO} a year is one of whole weeks, as ISO 8601 counts them. */
  private int yearOf(LocalDate day) {
    if (parts.weeks().isEmpty()) {
      return day.getYear();
    }
    int year = day.getYear() + 1;
    while (day.isBefore(firstDayOfYear(year))) {
      year--;
    }
    return year;
  }

  private LocalDate firstDayOfYear(int year) {
    return parts.weeks().isEmpty()
        ? LocalDate.of(year, 1, 1)
        : weekOf(LocalDate.of(year, 1, FOURTH_OF_JANUARY));
  }

  private LocalDate weekOf(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(parts.weekStart()));
  }

  /** The days of the period that begins with this day, in order. */
  private List<LocalDate> daysOf(LocalDate first) {
    List<LocalDate> days =
        switch (parts.frequency()) {
          case YEARLY -> isMadeOfMonths() ? daysOfMonths(first) : daysOfWeeks(first);
          case MONTHLY ->
              parts.allowsMonth(first.getMonthValue())
                  ? parts.monthDaysOf(YearMonth.from(first))
                  : List.of();
          case WEEKLY -> first.datesUntil(first.plusDays(DayOfWeek.values().length)).toList();
          case DAILY -> parts.allowsMonthDay(first) ? List.of(first) : List.of();
          case HOURLY, MINUTELY, SECONDLY -> throw new IllegalStateException("not by the calendar");
        };
    effort.spend(1 + days.size());
    return days.stream()
        // A day that was skipped forward is of the month before, which was looked at.
        .filter(day -> isMadeOfMonths() || parts.allowsMonth(day.getMonthValue()))
        .filter(parts::allows)
        .toList();
  }

  private boolean isMadeOfMonths() {
    return parts.frequency() == Frequency.MONTHLY
        || parts.frequency() == Frequency.YEARLY && parts.weeks().isEmpty();
  }

  private List<LocalDate> daysOfMonths(LocalDate firstOfYear) {
    var days = new TreeSet<LocalDate>();
    for (int month = 1; month <= 12; month++) {
      if (parts.allowsMonth(month)) {
        days.addAll(parts.monthDaysOf(YearMonth.of(firstOfYear.getYear(), month)));
      }
    }
    return List.copyOf(days);
  }

  private List<LocalDate> daysOfWeeks(LocalDate first) {
    int weeks = (int) ChronoUnit.WEEKS.between(first, firstDayOfYear(yearOf(first) + 1));
    var days = new TreeSet<LocalDate>();
    for (int number : parts.weeks()) {
      int week = number > 0 ? number : weeks + 1 + number;
      if (week >= 1 && week <= weeks) {
        LocalDate monday = first.plusWeeks(week - 1L);
        monday.datesUntil(monday.plusWeeks(1)).filter(parts::allowsMonthDay).forEach(days::add);
      }
    }
    return List.copyOf(days);
  }

  private Optional<LocalDateTime> firstAfter(LocalDateTime time, List<LocalDate> days) {
    long times = (long) parts.hours().size() * parts.minutes().size() * parts.seconds().size();
    if (!parts.setPositions().isEmpty()) {
      return SetPositions.of(parts.setPositions(), days.size() * times)
          .map(place -> days.get((int) (place / times)).atTime(timeOfDay(place % times)))
          .filter(occurrence -> occurrence.isAfter(time))
          .findFirst();
    }
    for (LocalDate day : days) {
      if (day.isAfter(time.toLocalDate())) {
        return Optional.of(day.atTime(timeOfDay(0)));
      }
      if (day.isEqual(time.toLocalDate())) {
        long place = firstPlaceAfter(time.toLocalTime(), times);
        if (place < times) {
          return Optional.of(day.atTime(timeOfDay(place)));
        }
      }
    }
    return Optional.empty();
  }

  private LocalTime timeOfDay(long place) {
    int seconds = parts.seconds().size();
    int minutes = parts.minutes().size();
    return LocalTime.of(
        parts.hours().get((int) (place / seconds / minutes)),
        parts.minutes().get((int) (place / seconds % minutes)),
        parts.seconds().get((int) (place % seconds)));
  }

  /** By halving: places are in the order of their times. */
  private long firstPlaceAfter(LocalTime time, long places) {
    long from = 0;
    long to = places;
    while (from < to) {
      long middle = (from + to) >>> 1;
      if (timeOfDay(middle).isAfter(time)) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    return from;
  }
}
