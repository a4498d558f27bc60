package io.taskledger.web.preferences;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user prefers, as far as services have to know it.
 *
 * @param reminderChannels the ways on which reminders may come
 * @param timeZone where the user's days begin and end
 * @param weekStart the first day of the user's weeks
 * @param emailConfirmed whether mails may go to the user's address; absent in the answer of a
 *     command-side that does not know it, and then not
 */
public record Preferences(
    List<String> reminderChannels,
    ZoneId timeZone,
    DayOfWeek weekStart,
    @Nullable Boolean emailConfirmed) {

  /** Whether the user has confirmed the address. */
  public boolean hasConfirmedEmail() {
    return Boolean.TRUE.equals(emailConfirmed);
  }
}
