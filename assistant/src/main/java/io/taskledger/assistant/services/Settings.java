package io.taskledger.assistant.services;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.taskledger.assistant.language.Setting;
import io.taskledger.web.security.CallerAuthentication;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Where and when a caller writes: as the request says, else as the person prefers. */
@Component
public class Settings {
  /** A preview is asked for with every letter. */
  private static final Duration KNOWN_FOR = Duration.ofSeconds(10);

  private static final int MOST = 20_000;

  /** Each takes two requests; a line can name hundreds. */
  private static final int MOST_PEOPLE = 10;

  private final Api api;
  private final Cache<UUID, Days> known =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KNOWN_FOR).build();

  Settings(Api api) {
    this.api = api;
  }

  private record Days(ZoneId zone, DayOfWeek weekStart) {}

  /**
   * The setting of a request.
   *
   * @param zone in place of the one that the person prefers
   */
  public Setting of(String authorization, @Nullable ZoneId zone, Locale locale, Instant now) {
    UUID caller = CallerAuthentication.current().caller().userId().value();
    Days days = known.getIfPresent(caller);
    if (days == null) {
      days = days(authorization);
      known.put(caller, days);
    }
    var lookUps = new AtomicInteger();
    return new Setting(
        now,
        zone == null ? days.zone() : zone,
        locale,
        days.weekStart(),
        name ->
            lookUps.incrementAndGet() > MOST_PEOPLE
                ? Optional.empty()
                : person(authorization, name));
  }

  private Days days(String authorization) {
    JsonNode preferences = api.ask(authorization, "/api/preferences");
    return new Days(
        ZoneId.of(preferences.path("timeZone").asString("UTC")),
        DayOfWeek.valueOf(preferences.path("weekStart").asString("MONDAY")));
  }

  /** Whom a name or an address means: one person, or nobody. */
  private Optional<UUID> person(String authorization, String name) {
    List<UUID> found = new ArrayList<>();
    for (JsonNode person : api.query(authorization, "/api/people?q={q}", name).path("items")) {
      UUID userId = UUID.fromString(person.path("userId").asString());
      if (person.path("name").asString("").equalsIgnoreCase(name)) {
        return Optional.of(userId);
      }
      found.add(userId);
    }
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }
}
