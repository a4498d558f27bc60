package io.taskledger.command.recurrence;

import io.taskledger.events.task.Series;
import io.taskledger.events.task.TaskDetails;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.jspecify.annotations.Nullable;

/**
 * A recurrence rule of RFC 5545 (with SKIP of RFC 7529), on the wall clock of the task's time zone.
 * The due date is its DTSTART. It counts from the due date; with the part {@code X-FROM=COMPLETION}
 * from the day of the completion, at the due date's time of day.
 */
public final class Recurrence {
  private static final String FROM = "X-FROM=";
  private static final int LONGEST_INTERVAL = 1000;
  private static final int MOST_COMBINATIONS = 2_000;
  private static final int LAST_YEAR = 9999;
  private static final int TRIES = 1000;
  private static final Set<Freq> WITHIN_A_DAY = Set.of(Freq.HOURLY, Freq.MINUTELY, Freq.SECONDLY);

  private final RecurrenceRule rule;
  private final boolean fromCompletion;

  private Recurrence(RecurrenceRule rule, boolean fromCompletion) {
    this.rule = rule;
    this.fromCompletion = fromCompletion;
  }

  /** The next occurrence: when it is due, and where it stands in its series. */
  public record Next(Instant dueDate, Series series) {}

  /**
   * Reads a rule that somebody sends; the exception says what is wrong with it. Lists that together
   * name very many times are refused: finding the first of them would take seconds.
   */
  public static Recurrence parse(String text) throws InvalidRecurrenceRuleException {
    long combinations = 1;
    for (String part : text.split(";", -1)) {
      if (part.startsWith("BY")) {
        combinations *= 1 + part.chars().filter(c -> c == ',').count();
      }
    }
    if (combinations > MOST_COMBINATIONS) {
      throw new InvalidRecurrenceRuleException(
          "its BY lists have more than " + MOST_COMBINATIONS + " combinations");
    }
    return read(text);
  }

  private static Recurrence read(String text) throws InvalidRecurrenceRuleException {
    List<String> parts = List.of(text.split(";", -1));
    if (parts.contains("")) {
      throw new InvalidRecurrenceRuleException("it has an empty part");
    }
    List<String> from =
        parts.stream()
            .filter(part -> part.startsWith(FROM))
            .map(part -> part.substring(FROM.length()))
            .toList();
    if (from.size() > 1 || !Set.of("DUE", "COMPLETION").containsAll(from)) {
      throw new InvalidRecurrenceRuleException("X-FROM is DUE or COMPLETION, once");
    }
    String standard =
        parts.stream().filter(part -> !part.startsWith(FROM)).collect(Collectors.joining(";"));
    var rule = new RecurrenceRule(standard, RecurrenceRule.RfcMode.RFC5545_STRICT);
    if (rule.getInterval() > LONGEST_INTERVAL) {
      throw new InvalidRecurrenceRuleException("INTERVAL is at most " + LONGEST_INTERVAL);
    }
    return new Recurrence(rule, from.contains("COMPLETION"));
  }

  /** The next occurrence of a task that is completed; none when its series has ended. */
  public static Optional<Next> next(TaskDetails task, @Nullable Series series, Instant completed) {
    if (task.recurrence() == null) {
      return Optional.empty();
    }
    try {
      return read(task.recurrence()).after(task, series, completed);
    } catch (InvalidRecurrenceRuleException notAccepted) {
      throw new IllegalStateException("An accepted rule is readable", notAccepted);
    }
  }

  /** Why a task with this rule would never recur; empty when it would. */
  public Optional<String> neverRecurs(TaskDetails task, Instant now) {
    if (after(task, Series.of(task, 1), now).isPresent()) {
      return Optional.empty();
    }
    if (rule.getCount() != null && rule.getCount() == 1) {
      return Optional.of("COUNT=1 ends with the first occurrence.");
    }
    return Optional.of(
        rule.getUntil() == null
            ? "There is no date that it names."
            : "UNTIL is before its second occurrence.");
  }

  private Optional<Next> after(TaskDetails task, @Nullable Series series, Instant completed) {
    int occurrence = series == null ? 1 : series.occurrence();
    if (rule.getCount() != null && occurrence >= rule.getCount()) {
      return Optional.empty();
    }
    ZoneId zone = task.timeZone() == null ? ZoneOffset.UTC : task.timeZone();
    Instant due = task.dueDate();
    if (fromCompletion || series == null || due == null) {
      LocalDateTime day = completionDay(series, Series.wallClock(completed, zone));
      return firstAfter(day, day)
          .flatMap(next -> occurrence(next, zone, new Series(next, occurrence + 1)));
    }
    return firstAfter(series.start(), Series.wallClock(due, zone))
        .flatMap(next -> occurrence(next, zone, new Series(series.start(), occurrence + 1)));
  }

  /** On the calendar; none after the rule's end. */
  private Optional<Next> occurrence(LocalDateTime wallClock, ZoneId zone, Series series) {
    // A time in a daylight-saving gap is later by the gap's length, one that happens twice is the
    // first of the two.
    return isWithin(wallClock, zone)
        ? Optional.of(new Next(wallClock.atZone(zone).toInstant(), series))
        : Optional.empty();
  }

  private LocalDateTime completionDay(@Nullable Series series, LocalDateTime completed) {
    return series == null || WITHIN_A_DAY.contains(rule.getFreq())
        ? completed.truncatedTo(ChronoUnit.MINUTES)
        : completed.toLocalDate().atTime(series.start().toLocalTime());
  }

  private Optional<LocalDateTime> firstAfter(LocalDateTime start, LocalDateTime current) {
    try {
      var instances = endless().iterator(floating(start));
      instances.fastForward(floating(current));
      for (int tried = 0; tried < TRIES && instances.hasNext(); tried++) {
        DateTime next = instances.nextDateTime();
        LocalDateTime wallClock = wallClock(next).withNano(start.getNano());
        if (wallClock.getYear() > LAST_YEAR) {
          return Optional.empty();
        }
        if (wallClock.isAfter(current)) {
          return Optional.of(wallClock);
        }
      }
    } catch (IllegalArgumentException | IllegalStateException noneFits) {
      // The library gives up on a rule that names no date, e.g. 30 February.
    }
    return Optional.empty();
  }

  /** The rule without its end: the series counts on its own, over tasks and changed due dates. */
  private RecurrenceRule endless() {
    try {
      String parts =
          Arrays.stream(rule.toString().split(";"))
              .filter(part -> !part.startsWith("COUNT=") && !part.startsWith("UNTIL="))
              .collect(Collectors.joining(";"));
      return new RecurrenceRule(parts, RecurrenceRule.RfcMode.RFC5545_STRICT);
    } catch (InvalidRecurrenceRuleException impossible) {
      throw new IllegalStateException("A rule is one without its end too", impossible);
    }
  }

  private boolean isWithin(LocalDateTime wallClock, ZoneId zone) {
    DateTime until = rule.getUntil();
    if (until == null) {
      return true;
    }
    if (until.isAllDay()) {
      return !wallClock.toLocalDate().isAfter(wallClock(until).toLocalDate());
    }
    return until.isFloating()
        ? !wallClock.isAfter(wallClock(until))
        : !wallClock.atZone(zone).toInstant().isAfter(Instant.ofEpochMilli(until.getTimestamp()));
  }

  private static DateTime floating(LocalDateTime at) {
    return new DateTime(
        at.getYear(),
        at.getMonthValue() - 1,
        at.getDayOfMonth(),
        at.getHour(),
        at.getMinute(),
        at.getSecond());
  }

  private static LocalDateTime wallClock(DateTime at) {
    return LocalDateTime.of(
        at.getYear(),
        at.getMonth() + 1,
        at.getDayOfMonth(),
        at.getHours(),
        at.getMinutes(),
        at.getSeconds());
  }
}
