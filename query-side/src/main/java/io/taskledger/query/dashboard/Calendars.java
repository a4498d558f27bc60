package io.taskledger.query.dashboard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.taskledger.events.user.UserId;
import io.taskledger.web.preferences.Preferences;
import io.taskledger.web.preferences.UserPreferencesClient;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** When the days and weeks of users begin and end, as they prefer it. */
@Component
final class Calendars {
  private static final Preferences UNKNOWN =
      new Preferences(List.of(), ZoneId.of("UTC"), DayOfWeek.MONDAY, false);
  private static final int KNOWN_AT_MOST = 20_000;

  private final UserPreferencesClient preferences;
  private final Cache<UserId, Preferences> known =
      Caffeine.newBuilder().maximumSize(KNOWN_AT_MOST).build();

  Calendars(UserPreferencesClient preferences) {
    this.preferences = preferences;
  }

  /**
   * The user's days around a moment; while nobody can be asked as they were known last.
   *
   * @param zone takes the place of the one that the user prefers
   */
  Days of(UserId user, @Nullable ZoneId zone, Instant moment) {
    Optional<Preferences> asked = preferences.of(user);
    asked.ifPresent(each -> known.put(user, each));
    Preferences preferred = asked.orElseGet(() -> known.asMap().getOrDefault(user, UNKNOWN));
    return new Days(moment, zone == null ? preferred.timeZone() : zone, preferred.weekStart());
  }
}
