package io.taskledger.assistant.language;

import io.taskledger.assistant.language.Found.Day;
import io.taskledger.assistant.language.Found.Form;
import io.taskledger.assistant.language.Found.FromNow;
import io.taskledger.assistant.language.Found.Meaning;
import io.taskledger.assistant.language.Found.NoDate;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/** Days, as people write them. */
final class DateForms {
  private static final LocalTime TONIGHT = LocalTime.of(20, 0);
  private static final int LONGEST = 4000;

  private final Words words;

  private DateForms(Words words) {
    this.words = words;
  }

  static Forms of(Words words, boolean german) {
    var dates = new DateForms(words);
    var forms = new Forms();
    dates.addEnglish(forms);
    if (german) {
      dates.addGerman(forms);
    }
    return forms;
  }

  private void addEnglish(Forms forms) {
    String weekday = words.weekdayNames();
    String month = words.monthNames();
    forms.add(Form.CLEAR, "today|tod", (match, at) -> day(at.today()));
    forms.add(Form.CLEAR, "tonight", (match, at) -> new Day(at.today(), TONIGHT, null));
    forms.add(Form.CLEAR, "(?:tomorrow|tmrw|tmr)", (match, at) -> day(at.today().plusDays(1)));
    forms.add(
        Form.CLEAR, "(?:the )?day after tomorrow", (match, at) -> day(at.today().plusDays(2)));
    forms.add(Form.WEAK, weekday, (match, at) -> day(coming(words.weekday(match.group(1)), at)));
    forms.add(
        Form.CLEAR,
        "next " + weekday,
        (match, at) -> ofNextWeek(words.weekday(match.group(1)), at));
    forms.add(
        Form.CLEAR,
        "this " + weekday,
        (match, at) -> day(coming(words.weekday(match.group(1)), at)));
    forms.add(Form.CLEAR, "next week", (match, at) -> day(nextWeek(at)));
    forms.add(
        Form.CLEAR,
        "next month",
        (match, at) -> day(at.today().with(TemporalAdjusters.firstDayOfNextMonth())));
    forms.add(
        Form.CLEAR,
        "next year",
        (match, at) -> day(at.today().with(TemporalAdjusters.firstDayOfNextYear())));
    forms.add(Form.CLEAR, "this weekend", (match, at) -> day(weekend(at)));
    forms.add(
        Form.CLEAR,
        "in (\\d{1,4}|an?|one) (day|week|month|year)s?",
        (match, at) -> later(at, number(match.group(1)), match.group(2)));
    forms.add(
        Form.CLEAR,
        "in (\\d{1,4}|an?|one) ?(h|hours?|hrs?|m|mins?|minutes?)",
        (match, at) -> fromNow(number(match.group(1)), match.group(2).startsWith("h")));
    forms.add(
        Form.CLEAR,
        "(?:the )?end of (?:the )?month|eom",
        (match, at) -> day(at.today().with(TemporalAdjusters.lastDayOfMonth())));
    forms.add(
        Form.CLEAR,
        "(?:the )?end of (?:the )?week|eow",
        (match, at) -> day(at.today().with(TemporalAdjusters.nextOrSame(at.weekStart().minus(1)))));
    forms.add(
        Form.WEAK,
        "(\\d{1,2})(?:st|nd|rd|th)?,? (?:of )?" + month + "(?:,? (\\d{4}))?",
        (match, at) ->
            dayOfMonth(
                at,
                Integer.parseInt(match.group(1)),
                words.month(match.group(2)),
                match.group(3),
                match));
    forms.add(
        Form.WEAK,
        month + " (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?",
        (match, at) ->
            dayOfMonth(
                at,
                Integer.parseInt(match.group(2)),
                words.month(match.group(1)),
                match.group(3),
                match));
    forms.add(
        Form.WEAK,
        "(\\d{1,2})(?:st|nd|rd|th)",
        (match, at) -> ordinal(at, Integer.parseInt(match.group(1))));
    forms.add(
        Form.CLEAR,
        "(\\d{4})-(\\d{2})-(\\d{2})",
        (match, at) -> date(match, number(match, 1), number(match, 2), number(match, 3)));
    forms.add(
        Form.CLEAR,
        "(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})?",
        (match, at) -> dayOfMonth(at, number(match, 1), number(match, 2), match.group(3), match));
    forms.add(
        Form.WEAK,
        "(\\d{1,2})/(\\d{1,2})(?:/(\\d{4}))?",
        (match, at) -> {
          if (match.group().equals("24/7")) {
            return null;
          }
          int first = number(match, 1);
          int second = number(match, 2);
          return at.isMonthFirst()
              ? dayOfMonth(at, second, first, match.group(3), null)
              : dayOfMonth(at, first, second, match.group(3), null);
        });
  }

  private void addGerman(Forms forms) {
    String weekday = words.weekdayNames();
    String month = words.monthNames();
    forms.add(Form.CLEAR, "heute", (match, at) -> day(at.today()));
    forms.add(
        Form.CLEAR,
        "heute (morgen|früh|mittag|nachmittag|abend)",
        (match, at) ->
            new Day(
                at.today(),
                match.group(1).equals("morgen")
                    ? LocalTime.of(9, 0)
                    : words.partOfDay(match.group(1)),
                null));
    forms.add(Form.CLEAR, "morgen", (match, at) -> day(at.today().plusDays(1)));
    forms.add(Form.CLEAR, "übermorgen", (match, at) -> day(at.today().plusDays(2)));
    forms.add(
        Form.CLEAR,
        "nächste[nr]? " + weekday,
        (match, at) -> ofNextWeek(words.weekday(match.group(1)), at));
    forms.add(
        Form.CLEAR,
        "(?:diesen|kommenden) " + weekday,
        (match, at) -> day(coming(words.weekday(match.group(1)), at)));
    forms.add(Form.CLEAR, "nächste woche", (match, at) -> day(nextWeek(at)));
    forms.add(
        Form.CLEAR,
        "nächsten monat",
        (match, at) -> day(at.today().with(TemporalAdjusters.firstDayOfNextMonth())));
    forms.add(
        Form.CLEAR,
        "nächstes jahr",
        (match, at) -> day(at.today().with(TemporalAdjusters.firstDayOfNextYear())));
    forms.add(Form.CLEAR, "(?:dieses|am) wochenende", (match, at) -> day(weekend(at)));
    forms.add(
        Form.CLEAR,
        "in (\\d{1,4}|einem|einer) (tag|woche|monat|jahr)(?:en|e|n)?",
        (match, at) ->
            later(
                at,
                number(match.group(1)),
                switch (match.group(2)) {
                  case "tag" -> "day";
                  case "woche" -> "week";
                  case "monat" -> "month";
                  default -> "year";
                }));
    forms.add(
        Form.CLEAR,
        "in (\\d{1,4}|einer) ?(h|stunden?|m|min|minuten?)",
        (match, at) -> fromNow(number(match.group(1)), match.group(2).matches("h|stunden?")));
    forms.add(
        Form.CLEAR,
        "ende des monats|monatsende",
        (match, at) -> day(at.today().with(TemporalAdjusters.lastDayOfMonth())));
    forms.add(
        Form.WEAK,
        "(\\d{1,2})\\. " + month + "(?: (\\d{4}))?",
        (match, at) ->
            dayOfMonth(
                at,
                Integer.parseInt(match.group(1)),
                words.month(match.group(2)),
                match.group(3),
                match));
  }

  private static Day day(LocalDate date) {
    return new Day(date, null, null);
  }

  private static int number(MatchResult match, int group) {
    return Integer.parseInt(match.group(group));
  }

  private static int number(String text) {
    return Character.isDigit(text.charAt(0)) ? Integer.parseInt(text) : 1;
  }

  /** The next such day after today. */
  private static LocalDate coming(DayOfWeek weekday, Setting at) {
    return at.today().with(TemporalAdjusters.next(weekday));
  }

  private static LocalDate nextWeek(Setting at) {
    return at.today().with(TemporalAdjusters.next(at.weekStart()));
  }

  private static Day ofNextWeek(DayOfWeek weekday, Setting at) {
    LocalDate date = nextWeek(at).with(TemporalAdjusters.nextOrSame(weekday));
    LocalDate coming = coming(weekday, at);
    return new Day(date, null, coming.equals(date) ? null : coming);
  }

  private static LocalDate weekend(Setting at) {
    DayOfWeek today = at.today().getDayOfWeek();
    return today == DayOfWeek.SUNDAY
        ? at.today()
        : at.today().with(TemporalAdjusters.nextOrSame(DayOfWeek.SATURDAY));
  }

  private static @Nullable Meaning later(Setting at, int count, String unit) {
    if (count > LONGEST) {
      return null;
    }
    return day(
        switch (unit) {
          case "day" -> at.today().plusDays(count);
          case "week" -> at.today().plusWeeks(count);
          case "month" -> at.today().plusMonths(count);
          default -> at.today().plusYears(count);
        });
  }

  private static Meaning fromNow(int count, boolean hours) {
    return new FromNow(Duration.of(count, hours ? ChronoUnit.HOURS : ChronoUnit.MINUTES));
  }

  /** The next such day; today counts. */
  private static @Nullable Meaning ordinal(Setting at, int dayOfMonth) {
    if (dayOfMonth < 1 || dayOfMonth > 31) {
      return null;
    }
    LocalDate month = at.today().withDayOfMonth(1);
    while (dayOfMonth > month.lengthOfMonth()
        || month.withDayOfMonth(dayOfMonth).isBefore(at.today())) {
      month = month.plusMonths(1);
    }
    return day(month.withDayOfMonth(dayOfMonth));
  }

  /** The next such day where no year is named; today counts. */
  private static @Nullable Meaning dayOfMonth(
      Setting at, int dayOfMonth, int month, @Nullable String year, @Nullable MatchResult match) {
    if (year != null) {
      return date(match, Integer.parseInt(year), month, dayOfMonth);
    }
    for (int ahead = 0; ahead <= 8; ahead++) {
      try {
        LocalDate date = LocalDate.of(at.today().getYear() + ahead, month, dayOfMonth);
        if (!date.isBefore(at.today())) {
          return day(date);
        }
      } catch (DateTimeException notInThatYear) {
        // The 29th of February has a date in another year.
      }
    }
    return match == null ? null : new NoDate(match.group());
  }

  private static @Nullable Meaning date(
      @Nullable MatchResult match, int year, int month, int dayOfMonth) {
    try {
      return day(LocalDate.of(year, month, dayOfMonth));
    } catch (DateTimeException noDate) {
      return match == null ? null : new NoDate(match.group());
    }
  }
}
