package io.taskledger.web.preferences;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;

/**
 * What a user prefers, as far as services have to know it.
 *
 * @param reminderChannels the ways on which reminders may come
 * @param timeZone where the user's days begin and end
 * @param weekStart the first day of the user's weeks
 * @param emailConfirmed whether mails may go to the user's address
 */
public record Preferences(
    List<String> reminderChannels, ZoneId timeZone, DayOfWeek weekStart, boolean emailConfirmed) {}
