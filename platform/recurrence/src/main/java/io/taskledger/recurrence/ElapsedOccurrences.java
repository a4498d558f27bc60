package io.taskledger.recurrence;

import io.taskledger.recurrence.RuleParts.Frequency;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds occurrences of a rule whose period is shorter than a day. Periods follow each other in
 * elapsed time, so that an hour is an hour when the clocks change; {@code BY} parts look at the
 * wall clock. What a part rules out is skipped as a whole, not walked through.
 */
final class ElapsedOccurrences {
  private static final int MINUTE = 60;
  private static final int HOUR = 60 * MINUTE;

  private final RuleParts parts;
  private final ZoneId zone;
  private final Effort effort;
  private final long firstPeriod;
  private final long step;

  /**
   * @param parts of the rule, with what it leaves open taken from the start
   */
  ElapsedOccurrences(RuleParts parts, LocalDateTime start, ZoneId zone, Effort effort) {
    this.parts = parts;
    this.zone = zone;
    this.effort = effort;
    long at = start.atZone(zone).toEpochSecond();
    LocalDateTime wallClock = start.atZone(zone).toLocalDateTime();
    firstPeriod =
        switch (parts.frequency()) {
          case HOURLY -> at - wallClock.getMinute() * MINUTE - wallClock.getSecond();
          case MINUTELY -> at - wallClock.getSecond();
          case SECONDLY, DAILY, WEEKLY, MONTHLY, YEARLY -> at;
        };
    step = (long) parts.interval() * periodLength();
  }

  private int periodLength() {
    return switch (parts.frequency()) {
      case HOURLY -> HOUR;
      case MINUTELY -> MINUTE;
      case SECONDLY, DAILY, WEEKLY, MONTHLY, YEARLY -> 1;
    };
  }

  /** The first occurrence after a moment, which is not before the start; none if none is found. */
  Optional<Instant> firstAfter(Instant moment) {
    long after = moment.getEpochSecond();
    long period = Math.max(0, Math.floorDiv(after - firstPeriod, step));
    while (effort.isLeft()) {
      effort.spend(1);
      long begin = firstPeriod + period * step;
      LocalDateTime wallClock = LocalDateTime.ofInstant(Instant.ofEpochSecond(begin), zone);
      if (wallClock.getYear() > Effort.LAST_YEAR) {
        return Optional.empty();
      }
      long allowed = firstAllowed(begin, wallClock);
      if (allowed > begin) {
        period = Math.max(period + 1, -Math.floorDiv(firstPeriod - allowed, step));
        continue;
      }
      Optional<Instant> found = firstOf(begin, wallClock, after);
      if (found.isPresent()) {
        return found;
      }
      period++;
    }
    return Optional.empty();
  }

  /** This moment, if the parts that limit periods allow it; else the next that they may allow. */
  private long firstAllowed(long moment, LocalDateTime wallClock) {
    LocalDate day = wallClock.toLocalDate();
    if (!parts.allowsMonth(day.getMonthValue())) {
      return beginOf(day.with(TemporalAdjusters.firstDayOfNextMonth()));
    }
    if (!parts.allowsMonthDay(day) || !parts.allows(day)) {
      return beginOf(day.plusDays(1));
    }
    if (!parts.hours().isEmpty() && !parts.hours().contains(wallClock.getHour())) {
      return beginOf(day, wallClock);
    }
    if (parts.frequency() == Frequency.HOURLY) {
      return moment;
    }
    if (!parts.minutes().isEmpty() && !parts.minutes().contains(wallClock.getMinute())) {
      return moment
          - wallClock.getSecond()
          + MINUTE * distance(parts.minutes(), wallClock.getMinute(), MINUTE);
    }
    if (parts.frequency() == Frequency.MINUTELY) {
      return moment;
    }
    return parts.seconds().isEmpty() || parts.seconds().contains(wallClock.getSecond())
        ? moment
        : moment + distance(parts.seconds(), wallClock.getSecond(), MINUTE);
  }

  private long beginOf(LocalDate day) {
    return day.atStartOfDay(zone).toEpochSecond();
  }

  /** The begin of the next hour of this day that {@code BYHOUR} names, else of the next day. */
  private long beginOf(LocalDate day, LocalDateTime wallClock) {
    return parts.hours().stream()
        .filter(hour -> hour > wallClock.getHour())
        .findFirst()
        .map(hour -> day.atTime(hour, 0).atZone(zone).toEpochSecond())
        .orElseGet(() -> beginOf(day.plusDays(1)));
  }

  /** How far it is to the next of these numbers, or to where counting begins anew. */
  private static int distance(List<Integer> numbers, int from, int size) {
    return numbers.stream().filter(number -> number > from).findFirst().orElse(size) - from;
  }

  /** The first occurrence after a time within the period that begins then. */
  private Optional<Instant> firstOf(long begin, LocalDateTime wallClock, long after) {
    List<Integer> offsets = offsets(wallClock);
    return (parts.setPositions().isEmpty()
            ? offsets.stream()
            : SetPositions.of(parts.setPositions(), offsets.size())
                .map(place -> offsets.get((int) (long) place)))
        .map(offset -> begin + offset)
        .filter(second -> second > after)
        .findFirst()
        .map(Instant::ofEpochSecond);
  }

  /** How many seconds after the begin of a period its occurrences are, in order. */
  private List<Integer> offsets(LocalDateTime wallClock) {
    if (parts.frequency() == Frequency.SECONDLY) {
      return List.of(0);
    }
    if (parts.frequency() == Frequency.MINUTELY) {
      return parts.seconds();
    }
    effort.spend(parts.minutes().size() * parts.seconds().size() / MINUTE);
    List<Integer> offsets = new ArrayList<>();
    for (int minute : parts.minutes()) {
      // An hour begins at another minute where clocks change by half an hour.
      int distance = Math.floorMod(minute - wallClock.getMinute(), MINUTE);
      parts.seconds().forEach(second -> offsets.add(distance * MINUTE + second));
    }
    return offsets.stream().sorted().toList();
  }
}
