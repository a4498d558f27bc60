package io.taskledger.assistant.language;

import io.taskledger.assistant.language.Found.Day;
import io.taskledger.assistant.language.Found.FromNow;
import io.taskledger.assistant.language.Found.Meaning;
import io.taskledger.assistant.language.Found.Rule;
import io.taskledger.assistant.language.Found.Time;
import io.taskledger.assistant.language.Found.Times;
import io.taskledger.recurrence.Recurrence;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.jspecify.annotations.Nullable;

/** The due date and the rule that the parts of a line come to, together. */
final class Due {
  private static final LocalTime END_OF_DAY = LocalTime.of(23, 59, 59);
  private static final DateTimeFormatter UNTIL =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Setting at;
  private final List<String> warnings = new ArrayList<>();
  private final @Nullable Instant moment;
  private final boolean allDay;
  private final @Nullable String recurrence;

  Due(
      Setting at,
      @Nullable Meaning day,
      @Nullable Meaning time,
      @Nullable Meaning rule,
      @Nullable Meaning from,
      @Nullable Meaning until,
      @Nullable Meaning times) {
    this.at = at;
    LocalDate date = day instanceof Day named ? named.date() : null;
    LocalTime clock = timeOf(day, time, rule);
    boolean midnight = time instanceof Time named && named.isMidnight();
    this.recurrence = rule instanceof Rule named ? ruleText(named, until, times) : null;
    if (day instanceof FromNow later) {
      this.moment = at.now().plus(later.duration()).truncatedTo(ChronoUnit.MINUTES);
      this.allDay = false;
    } else if (rule instanceof Rule repeated) {
      LocalDate begin = from instanceof Day named ? named.date() : date;
      this.moment = first(repeated, begin, clock);
      this.allDay = clock == null;
    } else if (clock != null) {
      this.moment = once(date, clock, midnight);
      this.allDay = false;
    } else {
      this.moment = date == null ? null : instant(date.atTime(END_OF_DAY));
      this.allDay = date != null;
    }
    if (rule == null
        && moment != null
        && date != null
        && clock != null
        && moment.isBefore(at.now())) {
      warnings.add("That is in the past.");
    }
  }

  private static @Nullable LocalTime timeOf(
      @Nullable Meaning day, @Nullable Meaning time, @Nullable Meaning rule) {
    if (time instanceof Time named) {
      return named.time();
    }
    if (rule instanceof Rule named && named.time() != null) {
      return named.time();
    }
    return day instanceof Day named ? named.time() : null;
  }

  /**
   * A time in a gap of the clocks is later by the gap, one that happens twice the first of them.
   */
  private Instant instant(LocalDateTime wallClock) {
    return wallClock.atZone(at.zone()).toInstant();
  }

  private Instant once(@Nullable LocalDate date, LocalTime time, boolean midnight) {
    if (date != null) {
      return instant(date.plusDays(midnight ? 1 : 0).atTime(time));
    }
    Instant today = instant(at.today().atTime(time));
    return today.isAfter(at.now()) ? today : instant(at.today().plusDays(1).atTime(time));
  }

  /** The first date of a rule that is not before now, or before the day that it begins with. */
  private Instant first(Rule rule, @Nullable LocalDate begin, @Nullable LocalTime clock) {
    LocalTime time = clock == null ? END_OF_DAY : clock;
    LocalDate day = begin == null ? at.today() : begin;
    LocalDateTime start = day.atTime(time);
    try {
      if (!rule.anchored()) {
        return begin != null || !instant(start).isBefore(at.now())
            ? instant(start)
            : Recurrence.parse(rule.rule())
                .firstAfter(start, at.now().minusNanos(1), at.zone())
                .orElse(instant(start));
      }
      // Every other Friday begins with the next Friday.
      String eachTime = rule.rule().replaceFirst(";INTERVAL=\\d+", "");
      Instant earliest = begin == null ? at.now() : instant(day.atStartOfDay());
      return Recurrence.parse(eachTime)
          .firstAfter(start.minusDays(1), earliest.minusNanos(1), at.zone())
          .orElse(instant(start));
    } catch (InvalidRecurrenceRuleException impossible) {
      throw new IllegalStateException(rule + " is a rule", impossible);
    }
  }

  private String ruleText(Rule rule, @Nullable Meaning until, @Nullable Meaning times) {
    var text = new StringBuilder(rule.rule());
    if (times instanceof Times ending) {
      text.append(";COUNT=").append(ending.count());
    } else if (until instanceof Day last) {
      text.append(";UNTIL=").append(UNTIL.format(instant(last.date().atTime(END_OF_DAY))));
    }
    if (rule.fromCompletion()) {
      text.append(";X-FROM=COMPLETION");
    }
    return text.toString();
  }

  @Nullable Instant moment() {
    return moment;
  }

  boolean isAllDay() {
    return allDay;
  }

  @Nullable String recurrence() {
    return recurrence;
  }

  List<String> warnings() {
    return warnings;
  }
}
