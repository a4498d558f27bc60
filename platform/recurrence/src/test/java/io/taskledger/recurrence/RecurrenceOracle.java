package io.taskledger.recurrence;

import static java.util.Comparator.naturalOrder;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Evaluates a rule of RFC 5545 in the plainest way: every day, or every second, from the start on
 * is looked at, and each part of the rule is asked whether it names it. Shares no code with the
 * product.
 */
final class RecurrenceOracle {
  private final Map<String, String> rule = new HashMap<>();
  private final String frequency;
  private final int interval;
  private final LocalDateTime start;
  private final ZoneId zone;

  RecurrenceOracle(String text, LocalDateTime start, ZoneId zone) {
    for (String part : text.split(";")) {
      rule.put(part.split("=")[0], part.split("=")[1]);
    }
    frequency = rule.getOrDefault("FREQ", "");
    interval = Integer.parseInt(rule.getOrDefault("INTERVAL", "1"));
    this.start = start;
    this.zone = zone;
  }

  /** The first occurrence after a moment and before a limit. */
  Optional<Instant> firstAfter(Instant moment, Instant limit) {
    return List.of("HOURLY", "MINUTELY", "SECONDLY").contains(frequency)
        ? elapsed(moment, limit)
        : byDays(moment, limit);
  }

  private boolean has(String part) {
    return rule.containsKey(part);
  }

  private List<String> values(String part) {
    return has(part) ? Arrays.asList(rule.getOrDefault(part, "").split(",")) : List.of();
  }

  private boolean names(String part, int value) {
    return values(part).contains(Integer.toString(value));
  }

  private boolean namesOrHasNot(String part, int value) {
    return !has(part) || names(part, value);
  }

  private boolean names(String part, int value, int ofHowMany) {
    return names(part, value) || names(part, value - ofHowMany - 1);
  }

  // --- Days and longer

  private Optional<Instant> byDays(Instant moment, Instant limit) {
    LocalDate last = LocalDateTime.ofInstant(limit, zone).toLocalDate().plusDays(1);
    Instant first = start.atZone(zone).toInstant();
    List<LocalDateTime> set = new ArrayList<>();
    long period = Long.MIN_VALUE;
    Optional<Instant> found = Optional.empty();
    // From well before: the start may lie in the middle of its period.
    for (LocalDate day = start.toLocalDate().minusDays(380); ; day = day.plusDays(1)) {
      if (period(day) != period) {
        Optional<Instant> earlier = found;
        found = Stream.concat(earlier.stream(), chosen(set, moment, first)).min(naturalOrder());
        // One period more: a time in a gap may come after the first of the next period.
        if (earlier.isPresent() || day.isAfter(last)) {
          return found.filter(each -> each.isBefore(limit));
        }
        set.clear();
        period = period(day);
      }
      if (period >= 0 && period % interval == 0 && isNamed(day)) {
        set.addAll(times(day));
      }
    }
  }

  private Stream<Instant> chosen(List<LocalDateTime> set, Instant moment, Instant first) {
    return IntStream.range(0, set.size())
        .filter(i -> !has("BYSETPOS") || names("BYSETPOS", i + 1, set.size()))
        .mapToObj(i -> set.get(i).atZone(zone).toInstant())
        .filter(at -> at.isAfter(moment) && at.isAfter(first));
  }

  private long period(LocalDate day) {
    LocalDate begin = start.toLocalDate();
    return switch (frequency) {
      case "DAILY" -> day.toEpochDay() - begin.toEpochDay();
      case "WEEKLY" -> (weekOf(day).toEpochDay() - weekOf(begin).toEpochDay()) / 7;
      case "MONTHLY" ->
          (day.getYear() - begin.getYear()) * 12L + day.getMonthValue() - begin.getMonthValue();
      default ->
          has("BYWEEKNO") ? weekYear(day) - weekYear(begin) : day.getYear() - begin.getYear();
    };
  }

  private LocalDate weekOf(LocalDate day) {
    int first =
        List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU").indexOf(rule.getOrDefault("WKST", "MO"))
            + 1;
    LocalDate begin = day;
    while (begin.getDayOfWeek() != DayOfWeek.of(first)) {
      begin = begin.minusDays(1);
    }
    return begin;
  }

  /** The year in which at least four days of the day's week lie. */
  private int weekYear(LocalDate day) {
    return weekOf(day).plusDays(3).getYear();
  }

  private int weekNumber(LocalDate day) {
    return (weekOf(day).plusDays(3).getDayOfYear() - 1) / 7 + 1;
  }

  private int weeksOf(int weekYear) {
    return weekNumber(LocalDate.of(weekYear, 12, 28));
  }

  private boolean isNamed(LocalDate day) {
    boolean anyDay = has("BYDAY") || has("BYMONTHDAY") || has("BYYEARDAY");
    LocalDate begin = start.toLocalDate();
    boolean byDefault =
        anyDay
            || switch (frequency) {
              case "DAILY" -> true;
              case "WEEKLY" -> day.getDayOfWeek() == begin.getDayOfWeek();
              case "MONTHLY" -> day.getDayOfMonth() == begin.getDayOfMonth();
              default ->
                  has("BYWEEKNO")
                      ? day.getDayOfWeek() == begin.getDayOfWeek()
                      : day.getDayOfMonth() == begin.getDayOfMonth()
                          && (has("BYMONTH") || day.getMonth() == begin.getMonth());
            };
    return byDefault
        && namesDay(day)
        && (!has("BYWEEKNO") || names("BYWEEKNO", weekNumber(day), weeksOf(weekYear(day))));
  }

  /** BYMONTH, BYMONTHDAY, BYYEARDAY and BYDAY. */
  private boolean namesDay(LocalDate day) {
    return namesOrHasNot("BYMONTH", day.getMonthValue())
        && (!has("BYMONTHDAY") || names("BYMONTHDAY", day.getDayOfMonth(), day.lengthOfMonth()))
        && (!has("BYYEARDAY") || names("BYYEARDAY", day.getDayOfYear(), day.lengthOfYear()))
        && (!has("BYDAY") || values("BYDAY").stream().anyMatch(value -> isWeekday(value, day)));
  }

  private boolean isWeekday(String value, LocalDate day) {
    if (!day.getDayOfWeek().name().startsWith(value.substring(value.length() - 2))) {
      return false;
    }
    String ordinal = value.substring(0, value.length() - 2);
    if (ordinal.isEmpty()) {
      return true;
    }
    boolean inMonth = frequency.equals("MONTHLY") || has("BYMONTH");
    List<LocalDate> same = new ArrayList<>();
    LocalDate first = inMonth ? day.withDayOfMonth(1) : day.withDayOfYear(1);
    LocalDate end = inMonth ? first.plusMonths(1) : first.plusYears(1);
    for (LocalDate each = first; each.isBefore(end); each = each.plusDays(1)) {
      if (each.getDayOfWeek() == day.getDayOfWeek()) {
        same.add(each);
      }
    }
    int number = Integer.parseInt(ordinal);
    int index = number > 0 ? number - 1 : same.size() + number;
    return index >= 0 && index < same.size() && same.get(index).equals(day);
  }

  private List<LocalDateTime> times(LocalDate day) {
    List<LocalDateTime> times = new ArrayList<>();
    for (int hour = 0; hour < 24; hour++) {
      if (has("BYHOUR") ? !names("BYHOUR", hour) : hour != start.getHour()) {
        continue;
      }
      for (int minute = 0; minute < 60; minute++) {
        if (has("BYMINUTE") ? !names("BYMINUTE", minute) : minute != start.getMinute()) {
          continue;
        }
        for (int second = 0; second < 60; second++) {
          LocalDateTime time = day.atTime(LocalTime.of(hour, minute, second));
          if (second(time)) {
            times.add(time);
          }
        }
      }
    }
    return times;
  }

  // --- Shorter than a day

  private Optional<Instant> elapsed(Instant moment, Instant limit) {
    ZonedDateTime first = start.atZone(zone);
    ChronoUnit unit =
        switch (frequency) {
          case "HOURLY" -> ChronoUnit.HOURS;
          case "MINUTELY" -> ChronoUnit.MINUTES;
          default -> ChronoUnit.SECONDS;
        };
    // Periods of elapsed time, the first of which begins on a full hour or minute.
    Instant begin = first.truncatedTo(unit).toInstant();
    for (long number = 0; ; number++) {
      Instant period = begin.plus(number * interval, unit);
      if (!period.isBefore(limit)) {
        return Optional.empty();
      }
      if (period.plus(1, unit).isBefore(moment) || !isNamed(period)) {
        continue;
      }
      List<Instant> set = new ArrayList<>();
      for (Instant at = period; at.isBefore(period.plus(1, unit)); at = at.plusSeconds(1)) {
        if (isNamedWithin(at)) {
          set.add(at);
        }
      }
      for (int i = 0; i < set.size(); i++) {
        if ((!has("BYSETPOS") || names("BYSETPOS", i + 1, set.size()))
            && set.get(i).isAfter(moment)
            && set.get(i).isAfter(first.toInstant())) {
          return Optional.of(set.get(i)).filter(at -> at.isBefore(limit));
        }
      }
    }
  }

  private boolean isNamed(Instant period) {
    LocalDateTime at = LocalDateTime.ofInstant(period, zone);
    return namesDay(at.toLocalDate())
        && namesOrHasNot("BYHOUR", at.getHour())
        && (frequency.equals("HOURLY") || namesOrHasNot("BYMINUTE", at.getMinute()))
        && (!frequency.equals("SECONDLY") || namesOrHasNot("BYSECOND", at.getSecond()));
  }

  private boolean isNamedWithin(Instant moment) {
    LocalDateTime at = LocalDateTime.ofInstant(moment, zone);
    return switch (frequency) {
      case "HOURLY" ->
          (has("BYMINUTE")
                  ? names("BYMINUTE", at.getMinute())
                  : at.getMinute() == start.getMinute())
              && second(at);
      case "MINUTELY" -> second(at);
      default -> true;
    };
  }

  private boolean second(LocalDateTime at) {
    return has("BYSECOND")
        ? names("BYSECOND", at.getSecond())
        : at.getSecond() == start.getSecond();
  }
}
