package io.taskledger.command.preferences;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/**
 * What a user wants to get, and how clients shall show things.
 *
 * @param reminderChannels the ways on which reminders may come; empty for no reminders
 * @param timeZone an IANA name: where the user's days begin and end
 * @param locale a BCP 47 language tag
 * @param weekStart the first day of a week
 */
record Preferences(
    List<String> reminderChannels,
    ZoneId timeZone,
    Locale locale,
    Theme theme,
    DayOfWeek weekStart) {
  /** What holds for a user who never said anything. */
  static final Preferences DEFAULT =
      new Preferences(
          List.of("email"), ZoneId.of("UTC"), Locale.ENGLISH, Theme.SYSTEM, DayOfWeek.MONDAY);

  /** Light or dark, or as the user's device has it. */
  enum Theme {
    SYSTEM,
    LIGHT,
    DARK
  }

  /** How often they were changed, and how they stand; version 0 are the defaults. */
  record Versioned(long version, Preferences preferences) {}
}
