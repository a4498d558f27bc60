package io.taskledger.assistant.language;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words of a language: English, and German where that is asked for. */
final class Words {
  private static final String[] WEEKDAYS = {
    "monday mon",
    "tuesday tue tues",
    "wednesday wed",
    "thursday thu thur thurs",
    "friday fri",
    "saturday sat",
    "sunday sun"
  };
  private static final String[] GERMAN_WEEKDAYS = {
    "montag mo",
    "dienstag di",
    "mittwoch mi",
    "donnerstag do",
    "freitag fr",
    "samstag sonnabend sa",
    "sonntag so"
  };
  private static final String[] MONTHS = {
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sep sept",
    "october oct",
    "november nov",
    "december dec"
  };
  private static final String[] GERMAN_MONTHS = {
    "januar jänner",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober okt",
    "november",
    "dezember dez"
  };
  private static final Map<String, LocalTime> PARTS_OF_DAY =
      Map.of(
          "noon", LocalTime.NOON,
          "morning", LocalTime.of(9, 0),
          "afternoon", LocalTime.of(14, 0),
          "evening", LocalTime.of(18, 0));
  private static final Map<String, LocalTime> GERMAN_PARTS_OF_DAY =
      Map.of(
          "morgens", LocalTime.of(9, 0),
          "früh", LocalTime.of(9, 0),
          "mittag", LocalTime.NOON,
          "mittags", LocalTime.NOON,
          "nachmittag", LocalTime.of(14, 0),
          "nachmittags", LocalTime.of(14, 0),
          "abend", LocalTime.of(18, 0),
          "abends", LocalTime.of(18, 0));

  /** Words that are something else, too. */
  static final Set<String> AMBIGUOUS =
      Set.of(
          "may", "march", "sun", "sat", "second", "wed", "mon", "mo", "di", "mi", "do", "fr", "sa",
          "so", "mai", "mar");

  /** Behind one of these a date is a part of the sentence. */
  static final Set<String> NEVER_AFTER =
      Set.of("from", "of", "since", "the", "a", "an", "von", "vom", "seit", "der", "die", "das");

  /** Behind one of these a number names something. */
  static final Set<String> NAMES_A_NUMBER =
      Set.of("version", "v", "no.", "nr.", "room", "raum", "page", "pages", "seite", "#");

  static final Set<String> OF_DATES = Set.of("on", "by", "due", "until", "till", "am", "bis", "ab");
  static final Set<String> OF_TIMES = Set.of("at", "by", "due", "um", "bis", "@");

  private final Map<String, DayOfWeek> weekdays = new HashMap<>();
  private final Map<String, Integer> months = new HashMap<>();
  private final Map<String, LocalTime> partsOfDay = new HashMap<>(PARTS_OF_DAY);

  private Words(boolean german) {
    addWeekdays(WEEKDAYS);
    addMonths(MONTHS);
    if (german) {
      addWeekdays(GERMAN_WEEKDAYS);
      addMonths(GERMAN_MONTHS);
      partsOfDay.putAll(GERMAN_PARTS_OF_DAY);
    }
  }

  static final Words ENGLISH = new Words(false);
  static final Words GERMAN = new Words(true);

  private void addWeekdays(String[] names) {
    for (DayOfWeek day : DayOfWeek.values()) {
      Stream.of(names[day.ordinal()].split(" ")).forEach(name -> weekdays.put(name, day));
    }
  }

  private void addMonths(String[] names) {
    for (int i = 0; i < names.length; i++) {
      int month = i + 1;
      Stream.of(names[i].split(" ")).forEach(name -> months.put(name, month));
    }
  }

  DayOfWeek weekday(String name) {
    return weekdays.getOrDefault(name, DayOfWeek.MONDAY);
  }

  int month(String name) {
    return months.getOrDefault(name, 1);
  }

  LocalTime partOfDay(String name) {
    return partsOfDay.getOrDefault(name, LocalTime.NOON);
  }

  /** Alternatives of a regular expression, the longest first. */
  String weekdayNames() {
    return oneOf(weekdays.keySet());
  }

  String monthNames() {
    return oneOf(months.keySet());
  }

  String partOfDayNames() {
    return oneOf(partsOfDay.keySet());
  }

  private static String oneOf(Set<String> names) {
    return names.stream()
        .sorted((a, b) -> b.length() - a.length())
        .collect(Collectors.joining("|", "(", ")"));
  }
}
