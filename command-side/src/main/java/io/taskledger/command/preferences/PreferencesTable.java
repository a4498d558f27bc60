package io.taskledger.command.preferences;

import io.taskledger.command.platform.precondition.IfMatch;
import io.taskledger.command.preferences.Preferences.Assignments;
import io.taskledger.command.preferences.Preferences.Theme;
import io.taskledger.command.preferences.Preferences.Versioned;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The preferences of those who said any. */
@Repository
class PreferencesTable {
  private static final int ATTEMPTS = 10;
  private static final String FIRST =
      """
      insert into preferences
        (reminder_channels, time_zone, locale, theme, week_start, assignments, user_id, version)
      values (?, ?, ?, ?, ?, ?, ?, ? + 1) on conflict do nothing
      """;
  private static final String NEXT =
      """
      update preferences set
        reminder_channels = ?, time_zone = ?, locale = ?, theme = ?, week_start = ?,
        assignments = ?,
        version = version + 1, changed_at = now()
      where user_id = ? and version = ?
      """;

  private final JdbcClient jdbc;

  PreferencesTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** How a user's preferences stand. */
  Versioned of(UUID userId) {
    return jdbc.sql("select * from preferences where user_id = ?")
        .param(userId)
        .query((row, number) -> read(row))
        .optional()
        .orElse(new Versioned(0, Preferences.DEFAULT));
  }

  /** Puts these in place of those of an expected version; the same again change nothing. */
  Versioned replace(UUID userId, Preferences wanted, IfMatch expected) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Versioned current = of(userId);
      expected.require(current.version());
      if (current.preferences().equals(wanted)) {
        return current;
      }
      if (write(userId, wanted, current.version())) {
        return new Versioned(current.version() + 1, wanted);
      }
    }
    throw ProblemException.of(ErrorCode.CONCURRENT_CHANGE, "Nothing was changed. Try again.");
  }

  private boolean write(UUID userId, Preferences wanted, long version) {
    int written =
        jdbc.sql(version == 0 ? FIRST : NEXT)
            .param(wanted.reminderChannels().toArray(String[]::new))
            .param(wanted.timeZone().getId())
            .param(wanted.locale().toLanguageTag())
            .param(wanted.theme().name())
            .param(wanted.weekStart().name())
            .param(wanted.assignments().text())
            .param(userId)
            .param(version)
            .update();
    return written == 1;
  }

  private static Versioned read(ResultSet row) throws SQLException {
    return new Versioned(
        row.getLong("version"),
        new Preferences(
            List.of((String[]) row.getArray("reminder_channels").getArray()),
            ZoneId.of(row.getString("time_zone")),
            Locale.forLanguageTag(row.getString("locale")),
            Theme.valueOf(row.getString("theme")),
            DayOfWeek.valueOf(row.getString("week_start")),
            Assignments.of(row.getString("assignments"))));
  }
}
