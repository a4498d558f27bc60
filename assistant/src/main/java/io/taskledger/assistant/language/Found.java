package io.taskledger.assistant.language;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * Some words that may be a part.
 *
 * @param first the first word
 * @param last the last word
 * @param form how much it takes to count
 */
record Found(int first, int last, Form form, Meaning meaning) {
  enum Form {
    /** Nothing else is meant by it. */
    CLEAR,
    /** Counts at the line's end, behind a preposition, or beside another part. */
    WEAK,
    /** A common word besides: counts behind a preposition, before a time, or last behind a part. */
    AMBIGUOUS
  }

  sealed interface Meaning {}

  /**
   * A day, with its time where that is said with it.
   *
   * @param other the day of another reading
   */
  record Day(LocalDate date, @Nullable LocalTime time, @Nullable LocalDate other)
      implements Meaning {}

  /** A time of day; midnight is the end of a day. */
  record Time(LocalTime time, boolean isMidnight) implements Meaning {}

  /** So long from now. */
  record FromNow(Duration duration) implements Meaning {}

  /**
   * A rule of recurrence.
   *
   * @param rule without its end
   * @param anchored whether it names days, so that the first one has to be looked for
   * @param time where the rule says one, as “every morning” does
   */
  record Rule(String rule, boolean anchored, boolean fromCompletion, @Nullable LocalTime time)
      implements Meaning {}

  /** The end of a rule. */
  record Times(int count) implements Meaning {}

  /** How long before the due date to remind. */
  record Reminder(String duration) implements Meaning {}

  /** What is a part by its first character: a tag, a priority, a person, a category. */
  record Marked(String kind, String value) implements Meaning {}

  /** Written like a date, and none. */
  record NoDate(String text) implements Meaning {}

  boolean overlaps(Found other) {
    return first <= other.last && other.first <= last;
  }
}
