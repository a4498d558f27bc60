package io.taskledger.recurrence;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a valid rule says about when it recurs. Lists are sorted, without duplicates; a part that
 * the rule does not have is an empty list.
 *
 * @param monthScope whether ordinals of {@code BYDAY} count within the month, else within the year
 */
record RuleParts(
    Frequency frequency,
    int interval,
    DayOfWeek weekStart,
    Skip skip,
    List<Integer> months,
    List<Integer> weeks,
    List<Integer> yearDays,
    List<Integer> monthDays,
    List<Weekday> days,
    List<Integer> hours,
    List<Integer> minutes,
    List<Integer> seconds,
    List<Integer> setPositions,
    boolean monthScope) {
  private static final List<String> DAY_CODES = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");
  private static final int DAYS_A_WEEK = 7;

  /** Ordered from the shortest period to the longest. */
  enum Frequency {
    SECONDLY,
    MINUTELY,
    HOURLY,
    DAILY,
    WEEKLY,
    MONTHLY,
    YEARLY;

    boolean isShorterThanADay() {
      return compareTo(DAILY) < 0;
    }
  }

  /** What happens to a day that a month does not have (RFC 7529). */
  enum Skip {
    OMIT,
    BACKWARD,
    FORWARD
  }

  /**
   * A day of the week.
   *
   * @param ordinal which one of the month or year, negative from the end; 0 for each
   */
  record Weekday(int ordinal, DayOfWeek day) {
    private static Weekday of(String text) {
      int code = text.length() - 2;
      String ordinal = text.substring(0, code);
      return new Weekday(
          ordinal.isEmpty() ? 0 : Integer.parseInt(ordinal), dayOfWeek(text.substring(code)));
    }
  }

  /** Reads a rule that is known to be valid. */
  static RuleParts of(String rule) {
    Map<String, String> parts = new HashMap<>();
    for (String part : rule.toUpperCase(Locale.ROOT).split(";")) {
      int equals = part.indexOf('=');
      parts.put(part.substring(0, equals), part.substring(equals + 1));
    }
    Frequency frequency = Frequency.valueOf(parts.getOrDefault("FREQ", ""));
    List<Integer> months = numbers(parts, "BYMONTH");
    return new RuleParts(
        frequency,
        Integer.parseInt(parts.getOrDefault("INTERVAL", "1")),
        dayOfWeek(parts.getOrDefault("WKST", "MO")),
        Skip.valueOf(parts.getOrDefault("SKIP", "OMIT")),
        months,
        numbers(parts, "BYWEEKNO"),
        numbers(parts, "BYYEARDAY"),
        numbers(parts, "BYMONTHDAY"),
        parts.containsKey("BYDAY")
            ? Arrays.stream(parts.get("BYDAY").split(",")).map(Weekday::of).distinct().toList()
            : List.of(),
        numbers(parts, "BYHOUR"),
        numbers(parts, "BYMINUTE"),
        // A leap second, which Java's clock does not have, is the one before it.
        numbers(parts, "BYSECOND").stream().map(second -> Math.min(second, 59)).distinct().toList(),
        numbers(parts, "BYSETPOS"),
        frequency == Frequency.MONTHLY || !months.isEmpty());
  }

  private static DayOfWeek dayOfWeek(String code) {
    return DayOfWeek.of(DAY_CODES.indexOf(code) + 1);
  }

  private static List<Integer> numbers(Map<String, String> parts, String name) {
    var sorted = new TreeSet<Integer>();
    if (parts.containsKey(name)) {
      for (String number : parts.get(name).split(",")) {
        sorted.add(Integer.parseInt(number));
      }
    }
    return List.copyOf(sorted);
  }

  /**
   * This rule with what it leaves open taken from its start, as section 3.3.10 of RFC 5545 has it:
   * {@code FREQ=MONTHLY} from the 5th at 9:00 is {@code BYMONTHDAY=5;BYHOUR=9;…}.
   */
  RuleParts startingAt(LocalDateTime start) {
    boolean namesNoDay = yearDays.isEmpty() && monthDays.isEmpty() && days.isEmpty();
    boolean namesNoWeek = weeks.isEmpty();
    boolean needsMonthDay =
        namesNoDay
            && (frequency == Frequency.MONTHLY || frequency == Frequency.YEARLY && namesNoWeek);
    boolean needsWeekday =
        namesNoDay
            && (frequency == Frequency.WEEKLY || frequency == Frequency.YEARLY && !namesNoWeek);
    boolean needsMonth = needsMonthDay && frequency == Frequency.YEARLY;
    return new RuleParts(
        frequency,
        interval,
        weekStart,
        skip,
        given(months, needsMonth, start.getMonthValue()),
        weeks,
        yearDays,
        given(monthDays, needsMonthDay, start.getDayOfMonth()),
        needsWeekday ? List.of(new Weekday(0, start.getDayOfWeek())) : days,
        given(hours, frequency.compareTo(Frequency.HOURLY) > 0, start.getHour()),
        given(minutes, frequency.compareTo(Frequency.MINUTELY) > 0, start.getMinute()),
        given(seconds, frequency.compareTo(Frequency.SECONDLY) > 0, start.getSecond()),
        setPositions,
        monthScope);
  }

  private static List<Integer> given(List<Integer> named, boolean needed, int otherwise) {
    return named.isEmpty() && needed ? List.of(otherwise) : named;
  }

  /** Whether {@code BYYEARDAY} and {@code BYDAY} allow the day. */
  boolean allows(LocalDate day) {
    return containsFromEitherEnd(yearDays, day.getDayOfYear(), day.lengthOfYear())
        && (days.isEmpty() || days.stream().anyMatch(weekday -> isThe(weekday, day)));
  }

  boolean allowsMonth(int month) {
    return months.isEmpty() || months.contains(month);
  }

  boolean allowsMonthDay(LocalDate day) {
    return containsFromEitherEnd(monthDays, day.getDayOfMonth(), day.lengthOfMonth());
  }

  /** Whether an empty list, or one that names this number or, as a negative one, its distance. */
  private static boolean containsFromEitherEnd(List<Integer> numbers, int number, int last) {
    return numbers.isEmpty() || numbers.contains(number) || numbers.contains(number - last - 1);
  }

  private boolean isThe(Weekday weekday, LocalDate day) {
    if (weekday.day() != day.getDayOfWeek() || weekday.ordinal() == 0) {
      return weekday.day() == day.getDayOfWeek();
    }
    int place = monthScope ? day.getDayOfMonth() : day.getDayOfYear();
    int length = monthScope ? day.lengthOfMonth() : day.lengthOfYear();
    return weekday.ordinal() > 0
        ? weekday.ordinal() == (place - 1) / DAYS_A_WEEK + 1
        : -weekday.ordinal() == (length - place) / DAYS_A_WEEK + 1;
  }

  /** The days of a month that {@code BYMONTHDAY} names; with SKIP=FORWARD the next one's first. */
  List<LocalDate> monthDaysOf(YearMonth month) {
    int length = month.lengthOfMonth();
    List<LocalDate> found = new ArrayList<>();
    if (monthDays.isEmpty()) {
      for (int day = 1; day <= length; day++) {
        found.add(month.atDay(day));
      }
      return found;
    }
    for (int number : monthDays) {
      int day = number > 0 ? number : length + 1 + number;
      if (day >= 1 && day <= length) {
        found.add(month.atDay(day));
      } else if (day > length && skip != Skip.OMIT) {
        found.add(skip == Skip.BACKWARD ? month.atEndOfMonth() : month.plusMonths(1).atDay(1));
      }
    }
    return found.stream().distinct().sorted(Comparator.naturalOrder()).toList();
  }
}
