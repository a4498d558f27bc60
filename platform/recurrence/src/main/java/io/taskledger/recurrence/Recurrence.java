package io.taskledger.recurrence;

import io.taskledger.events.task.Series;
import io.taskledger.events.task.TaskDetails;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dmfs.rfc5545.DateTime;
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

  private final RecurrenceRule rule;
  private final RuleParts parts;
  private final boolean fromCompletion;

  private Recurrence(RecurrenceRule rule, RuleParts parts, boolean fromCompletion) {
    this.rule = rule;
    this.parts = parts;
    this.fromCompletion = fromCompletion;
  }

  /** The next occurrence: when it is due, and where it stands in its series. */
  public record Next(Instant dueDate, Series series) {}

  /** Reads a rule; the exception says what is wrong with it. */
  public static Recurrence parse(String text) throws InvalidRecurrenceRuleException {
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
    return new Recurrence(rule, RuleParts.of(standard), from.contains("COMPLETION"));
  }

  /** The next occurrence of a task that is completed; none when its series has ended. */
  public static Optional<Next> next(TaskDetails task, @Nullable Series series, Instant completed) {
    if (task.recurrence() == null) {
      return Optional.empty();
    }
    try {
      return parse(task.recurrence()).after(task, series, completed);
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

  /**
   * The first occurrence after a moment, of a series that begins at a time on the wall clock; none
   * after the rule's end. {@code COUNT} is not looked at.
   */
  public Optional<Instant> firstAfter(LocalDateTime start, Instant moment, ZoneId zone) {
    return firstAfter(start, moment, zone, new Effort()).map(Occurrence::moment);
  }

  /** Whether it counts from the day of the completion. */
  public boolean isFromCompletion() {
    return fromCompletion;
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
      return firstAfter(day, day.atZone(zone).toInstant(), zone, new Effort())
          .map(next -> new Next(next.moment(), new Series(next.wallClock(), occurrence + 1)));
    }
    return firstAfter(series.start(), due, zone, new Effort())
        .map(next -> new Next(next.moment(), new Series(series.start(), occurrence + 1)));
  }

  private LocalDateTime completionDay(@Nullable Series series, LocalDateTime completed) {
    return series == null || parts.frequency().isShorterThanADay()
        ? completed.truncatedTo(ChronoUnit.MINUTES)
        : completed.toLocalDate().atTime(series.start().toLocalTime());
  }

  /** An occurrence, by the calendar and in time. They differ in a daylight-saving gap. */
  record Occurrence(LocalDateTime wallClock, Instant moment) {
    /** A time in a gap is later by its length, one that happens twice is the first of the two. */
    static Occurrence onTheCalendar(LocalDateTime wallClock, ZoneId zone) {
      return new Occurrence(wallClock, wallClock.atZone(zone).toInstant());
    }
  }

  /** The first occurrence of the rule after a moment; none after the rule's end. */
  Optional<Occurrence> firstAfter(LocalDateTime start, Instant moment, ZoneId zone, Effort effort) {
    LocalDateTime begin = start.truncatedTo(ChronoUnit.SECONDS);
    RuleParts whole = parts.startingAt(begin);
    Instant first = start.atZone(zone).toInstant();
    Instant after = moment.isBefore(first) ? first : moment;
    Optional<Occurrence> found =
        whole.frequency().isShorterThanADay()
            ? new ElapsedOccurrences(whole, begin, zone, effort)
                .firstAfter(after)
                .map(next -> new Occurrence(Series.wallClock(next, zone), next))
            : firstOnTheCalendar(new CalendarOccurrences(whole, begin, effort), after, zone);
    return found
        .map(
            next ->
                new Occurrence(
                    next.wallClock().withNano(start.getNano()),
                    next.moment().plusNanos(start.getNano())))
        .filter(next -> isWithin(next.wallClock(), zone));
  }

  /**
   * Where clocks change, the order on the wall clock is not that in time: a time in a gap comes
   * after some that are later on the clock, and the second of two equal hours after the first.
   */
  private static Optional<Occurrence> firstOnTheCalendar(
      CalendarOccurrences occurrences, Instant after, ZoneId zone) {
    LocalDateTime clock = Series.wallClock(after, zone).truncatedTo(ChronoUnit.SECONDS);
    ZoneOffsetTransition change = zone.getRules().previousTransition(after.plusNanos(1));
    boolean isBehindAGap =
        change != null
            && change.isGap()
            && after.isBefore(change.getInstant().plus(change.getDuration()));
    Optional<Occurrence> next =
        next(occurrences, isBehindAGap ? clock.minus(change.getDuration()) : clock, zone);
    while (next.isPresent() && !next.get().moment().isAfter(after)) {
      next = next(occurrences, next.get().wallClock(), zone);
    }
    Optional<Occurrence> first = next;
    while (next.isPresent()
        && next.get().wallClock().isBefore(Series.wallClock(first.get().moment(), zone))) {
      next = next(occurrences, next.get().wallClock(), zone);
      if (next.isPresent()
          && next.get().moment().isAfter(after)
          && next.get().moment().isBefore(first.get().moment())) {
        first = next;
      }
    }
    return first;
  }

  private static Optional<Occurrence> next(
      CalendarOccurrences occurrences, LocalDateTime after, ZoneId zone) {
    return occurrences.firstAfter(after).map(found -> Occurrence.onTheCalendar(found, zone));
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
