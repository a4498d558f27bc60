package io.taskledger.assistant.language;

import io.taskledger.assistant.language.Found.Form;
import io.taskledger.assistant.language.Found.Meaning;
import io.taskledger.assistant.language.Found.Reminder;
import io.taskledger.assistant.language.Found.Rule;
import io.taskledger.assistant.language.Found.Times;
import java.time.MonthDay;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rules of recurrence, their ends, and reminders, as people write them. */
final class RuleForms {
  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("day", "DAILY"),
          Map.entry("week", "WEEKLY"),
          Map.entry("month", "MONTHLY"),
          Map.entry("year", "YEARLY"),
          Map.entry("tag", "DAILY"),
          Map.entry("woche", "WEEKLY"),
          Map.entry("monat", "MONTHLY"),
          Map.entry("jahr", "YEARLY"));
  private static final Map<String, Integer> PLACES =
      Map.of(
          "first", 1, "1st", 1, "second", 2, "2nd", 2, "third", 3, "3rd", 3, "fourth", 4, "4th", 4,
          "last", -1);
  private static final String EVERY = "(every|every!) ";
  private static final int LONGEST = 1000;

  private final Words words;
  private final Pattern weekday;

  private RuleForms(Words words) {
    this.words = words;
    this.weekday = Pattern.compile(words.weekdayNames());
  }

  static Forms of(Words words, boolean german) {
    var rules = new RuleForms(words);
    var forms = new Forms();
    rules.addEnglish(forms);
    if (german) {
      rules.addGerman(forms);
    }
    return forms;
  }

  private void addEnglish(Forms forms) {
    String weekdays = words.weekdayNames();
    String month = words.monthNames();
    forms.add(
        Form.CLEAR,
        EVERY + "(day|week|month|year)",
        (match, at) -> rule(match.group(1), UNITS.get(match.group(2)), 1, ""));
    forms.add(
        Form.CLEAR,
        EVERY + "(?:weekday|workday)",
        (match, at) -> rule(match.group(1), "WEEKLY", 1, "BYDAY=MO,TU,WE,TH,FR"));
    forms.add(
        Form.CLEAR,
        EVERY + "(\\d{1,4}|other|second|2nd) (day|week|month|year)s?",
        (match, at) ->
            rule(match.group(1), UNITS.get(match.group(3)), interval(match.group(2)), ""));
    forms.add(
        Form.CLEAR,
        EVERY + weekdays + "(?:(?:, ?| and |, and | & )" + weekdays + "){0,6}",
        (match, at) -> rule(match.group(1), "WEEKLY", 1, "BYDAY=" + days(match.group())));
    forms.add(
        Form.CLEAR,
        EVERY + "(?:other|second|2nd) " + weekdays,
        (match, at) -> rule(match.group(1), "WEEKLY", 2, "BYDAY=" + days(match.group())));
    forms.add(
        Form.CLEAR,
        EVERY
            + "(first|1st|third|3rd|fourth|4th|last) "
            + weekdays
            + "(?: of (?:the|each|every) month)?",
        (match, at) ->
            rule(
                match.group(1),
                "MONTHLY",
                1,
                "BYDAY=" + PLACES.get(match.group(2)) + code(match.group(3))));
    forms.add(
        Form.CLEAR,
        EVERY + "(second|2nd) " + weekdays + " of (?:the|each|every) month",
        (match, at) -> rule(match.group(1), "MONTHLY", 1, "BYDAY=2" + code(match.group(3))));
    forms.add(
        Form.CLEAR,
        EVERY + "last day(?: of (?:the|each|every) month)?",
        (match, at) -> rule(match.group(1), "MONTHLY", 1, "BYMONTHDAY=-1"));
    forms.add(
        Form.CLEAR,
        EVERY + "(\\d{1,2})(?:st|nd|rd|th)(?: of (?:the|each|every) month)?",
        (match, at) -> monthly(match.group(1), Integer.parseInt(match.group(2))));
    forms.add(
        Form.CLEAR,
        EVERY + "(\\d{1,2})(?:st|nd|rd|th)? " + month,
        (match, at) ->
            yearly(match.group(1), words.month(match.group(3)), Integer.parseInt(match.group(2))));
    forms.add(
        Form.CLEAR,
        EVERY + month + " (\\d{1,2})(?:st|nd|rd|th)?",
        (match, at) ->
            yearly(match.group(1), words.month(match.group(2)), Integer.parseInt(match.group(3))));
    forms.add(
        Form.CLEAR,
        EVERY + "(morning|afternoon|evening)",
        (match, at) ->
            new Rule(
                "FREQ=DAILY",
                false,
                match.group(1).endsWith("!"),
                words.partOfDay(match.group(2))));
    forms.add(
        Form.WEAK,
        "(daily|weekly|monthly|yearly|annually)",
        (match, at) ->
            rule(
                "",
                match.group(1).equals("annually")
                    ? "YEARLY"
                    : match.group(1).toUpperCase(Locale.ROOT),
                1,
                ""));
    forms.add(
        Form.CLEAR,
        "for (\\d{1,4}) times",
        (match, at) -> new Times(Integer.parseInt(match.group(1))));
    forms.add(
        Form.CLEAR,
        "remind(?: me)? (\\d{1,4}) ?(m|mins?|minutes?|h|hours?|hrs?|d|days?|w|weeks?)(?: before)?",
        (match, at) -> reminder(Integer.parseInt(match.group(1)), match.group(2).charAt(0)));
  }

  private void addGerman(Forms forms) {
    String weekdays = words.weekdayNames();
    forms.add(
        Form.CLEAR,
        "jede[nrs]? (tag|woche|monat|jahr)",
        (match, at) -> rule("", UNITS.get(match.group(1)), 1, ""));
    forms.add(
        Form.CLEAR,
        "(?:jeden werktag|werktags)",
        (match, at) -> rule("", "WEEKLY", 1, "BYDAY=MO,TU,WE,TH,FR"));
    forms.add(
        Form.CLEAR,
        "jeden " + weekdays + "(?:(?:, ?| und )" + weekdays + "){0,6}",
        (match, at) -> rule("", "WEEKLY", 1, "BYDAY=" + days(match.group())));
    forms.add(
        Form.CLEAR,
        "jeden zweiten " + weekdays,
        (match, at) -> rule("", "WEEKLY", 2, "BYDAY=" + days(match.group())));
    forms.add(
        Form.CLEAR,
        "jeden letzten " + weekdays,
        (match, at) -> rule("", "MONTHLY", 1, "BYDAY=-1" + code(match.group(1))));
    forms.add(
        Form.CLEAR,
        "alle (\\d{1,4}) (tag|woche|monat|jahr)(?:e|n|en)?",
        (match, at) -> rule("", UNITS.get(match.group(2)), interval(match.group(1)), ""));
    forms.add(Form.WEAK, "täglich", (match, at) -> rule("", "DAILY", 1, ""));
    forms.add(Form.WEAK, "wöchentlich", (match, at) -> rule("", "WEEKLY", 1, ""));
    forms.add(Form.WEAK, "monatlich", (match, at) -> rule("", "MONTHLY", 1, ""));
    forms.add(Form.WEAK, "jährlich", (match, at) -> rule("", "YEARLY", 1, ""));
  }

  private static int interval(String text) {
    return Character.isDigit(text.charAt(0)) && !text.equals("2nd") ? Integer.parseInt(text) : 2;
  }

  private static @Nullable Meaning rule(
      String every, @Nullable String unit, int interval, String by) {
    if (unit == null || interval < 1 || interval > LONGEST) {
      return null;
    }
    String rule =
        "FREQ="
            + unit
            + (interval == 1 ? "" : ";INTERVAL=" + interval)
            + (by.isEmpty() ? "" : ";" + by);
    return new Rule(rule, !by.isEmpty(), every.endsWith("!"), null);
  }

  private static @Nullable Meaning monthly(String every, int day) {
    return day < 1 || day > 31 ? null : rule(every, "MONTHLY", 1, "BYMONTHDAY=" + day);
  }

  private static @Nullable Meaning yearly(String every, int month, int day) {
    return day < 1 || day > MonthDay.of(month, 1).withMonth(month).atYear(2024).lengthOfMonth()
        ? null
        : rule(every, "YEARLY", 1, "BYMONTH=" + month + ";BYMONTHDAY=" + day);
  }

  private static @Nullable Meaning reminder(int count, char unit) {
    return count < 1
        ? null
        : new Reminder(
            switch (unit) {
              case 'm' -> "PT" + count + "M";
              case 'h' -> "PT" + count + "H";
              case 'd' -> "P" + count + "D";
              default -> "P" + count + "W";
            });
  }

  private String code(String weekdayName) {
    return words.weekday(weekdayName).name().substring(0, 2);
  }

  /** The codes of all weekdays that are named, in their order. */
  private String days(String text) {
    Set<String> codes = new LinkedHashSet<>();
    for (String word : text.split("[ ,&]+")) {
      Matcher matcher = weekday.matcher(word);
      if (matcher.matches()) {
        codes.add(code(word));
      }
    }
    return codes.stream().collect(Collectors.joining(","));
  }
}
