package io.taskledger.command.preferences;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a user wants to get, and how clients shall show things.
 *
 * @param reminderChannels the ways on which reminders may come; empty for no reminders
 * @param timeZone an IANA name: where the user's days begin and end
 * @param locale a BCP 47 language tag
 * @param weekStart the first day of a week
 * @param assignments who may assign tasks to the user
 */
record Preferences(
    List<String> reminderChannels,
    ZoneId timeZone,
    Locale locale,
    Theme theme,
    DayOfWeek weekStart,
    Assignments assignments) {
  /** What holds for a user who never said anything. */
  static final Preferences DEFAULT =
      new Preferences(
          List.of("email"),
          ZoneId.of("UTC"),
          Locale.ENGLISH,
          Theme.SYSTEM,
          DayOfWeek.MONDAY,
          Assignments.ANYONE);

  /** Light or dark, or as the user's device has it. */
  enum Theme {
    SYSTEM,
    LIGHT,
    DARK
  }

  /** Who may assign tasks to the user; the user may in any case. */
  enum Assignments {
    /** Every user. */
    ANYONE,
    /** To whom the user assigned a task, or on one of whose tasks the user worked. */
    CONTACTS,
    NOBODY;

    /** The name in JSON. */
    @JsonValue
    String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the name in JSON; throws {@link IllegalArgumentException} for any other text. */
    static Assignments of(String text) {
      return Stream.of(values())
          .filter(each -> each.text().equals(text))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no such choice"));
    }
  }

  /** How often they were changed, and how they stand; version 0 are the defaults. */
  record Versioned(long version, Preferences preferences) {}
}
