package io.taskledger.query.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.query.given.Api;
import io.taskledger.query.given.EventStreamServer;
import io.taskledger.query.given.QuerySideTest;
import io.taskledger.query.given.TestClock;
import io.taskledger.query.given.Views;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@QuerySideTest
class DashboardTest {
  private final UUID anna = UUID.randomUUID();
  private final Views views;
  private final Api api;
  private final TestClock clock;

  @Autowired
  DashboardTest(Views views, Api api, TestClock clock) {
    this.views = views;
    this.api = api;
    this.clock = clock;
  }

  @BeforeEach
  void allIsApplied() {
    // A Wednesday.
    clock.set("2026-03-18T12:00:00Z");
    views.dashboardApplied(Map.of(0, 3L, 1, 1L));
  }

  private void at(String what, String time) {
    views
        .redis()
        .zadd(
            "dashboard_1:user:%s:%s".formatted(anna, what),
            Instant.parse(time).toEpochMilli(),
            UUID.randomUUID().toString());
  }

  private JsonNode dashboard(String query) {
    var answer = api.get(anna, "/api/dashboard" + query);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  private static long completedOn(JsonNode dashboard, String date) {
    return dashboard
        .path("completedPerDay")
        .valueStream()
        .filter(day -> day.path("date").asString().equals(date))
        .mapToLong(day -> day.path("count").asLong())
        .sum();
  }

  @Test
  void somebodyWithoutTasksGetsNoughtsForEverything() {
    var dashboard = dashboard("");

    assertThat(dashboard.path("byStatus").toString())
        .isEqualTo("{\"pending\":0,\"in-progress\":0,\"completed\":0}");
    assertThat(dashboard.path("byPriority").toString())
        .isEqualTo("{\"LOW\":0,\"MEDIUM\":0,\"HIGH\":0,\"URGENT\":0}");
    assertThat(dashboard.path("overdue").asLong()).isZero();
    assertThat(dashboard.path("completedPerDay").size()).isEqualTo(30);
    assertThat(dashboard.path("completedPerDay").path(0).path("date").asString())
        .isEqualTo("2026-02-17");
    assertThat(dashboard.path("completedPerDay").path(29).path("date").asString())
        .isEqualTo("2026-03-18");
    assertThat(dashboard.path("timeZone").asString()).isEqualTo("UTC");
  }

  @Test
  void countsAreThoseOfTheView() {
    views
        .redis()
        .hset(
            "dashboard_1:user:%s:counts".formatted(anna),
            Map.of("status:in-progress", "2", "priority:URGENT", "1", "priority:LOW", "1"));

    var dashboard = dashboard("");

    assertThat(dashboard.path("byStatus").path("in-progress").asLong()).isEqualTo(2);
    assertThat(dashboard.path("byPriority").path("URGENT").asLong()).isEqualTo(1);
    assertThat(dashboard.path("byPriority").path("LOW").asLong()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    // due, overdue, today, this week
    "2026-03-18T11:59:59.999Z, 1, 1, 1",
    "2026-03-18T12:00:00Z, 0, 1, 1",
    "2026-03-18T23:59:59.999Z, 0, 1, 1",
    "2026-03-19T00:00:00Z, 0, 0, 1",
    "2026-03-17T23:59:59.999Z, 1, 0, 1",
    "2026-03-16T00:00:00Z, 1, 0, 1",
    "2026-03-15T23:59:59.999Z, 1, 0, 0",
    "2026-03-22T23:59:59.999Z, 0, 0, 1",
    "2026-03-23T00:00:00Z, 0, 0, 0",
  })
  void whatIsDueCountsByDayAndByWeekFromMonday(String due, int overdue, int today, int week) {
    at("due", due);

    var dashboard = dashboard("");

    assertThat(dashboard.path("overdue").asInt()).isEqualTo(overdue);
    assertThat(dashboard.path("dueToday").asInt()).isEqualTo(today);
    assertThat(dashboard.path("dueThisWeek").asInt()).isEqualTo(week);
  }

  @Test
  void daysBeginAndEndInTheZoneOfTheReader() {
    at("due", "2026-03-18T23:30:00Z");
    at("completed", "2026-03-17T23:30:00Z");

    var utc = dashboard("");
    var berlin = dashboard("?timeZone=Europe/Berlin");

    assertThat(utc.path("dueToday").asInt()).isEqualTo(1);
    assertThat(completedOn(utc, "2026-03-17")).isEqualTo(1);
    assertThat(berlin.path("dueToday").asInt()).isZero();
    assertThat(completedOn(berlin, "2026-03-18")).isEqualTo(1);
    assertThat(berlin.path("timeZone").asString()).isEqualTo("Europe/Berlin");
  }

  @Test
  void whoNamesNoZoneHasTheDaysThatTheyPrefer() {
    at("due", "2026-03-18T23:30:00Z");
    EventStreamServer.started().prefers(anna, "Europe/Berlin", "MONDAY");

    var preferred = dashboard("");

    assertThat(preferred.path("timeZone").asString()).isEqualTo("Europe/Berlin");
    assertThat(preferred.path("dueToday").asInt()).isZero();
    assertThat(dashboard("?timeZone=UTC").path("dueToday").asInt()).isEqualTo(1);
  }

  @Test
  void aWeekBeginsOnTheDayThatTheUserPrefers() {
    at("due", "2026-03-15T12:00:00Z");
    at("due", "2026-03-22T12:00:00Z");
    assertThat(dashboard("").path("dueThisWeek").asInt()).isEqualTo(1);
    at("due", "2026-03-16T12:00:00Z");

    EventStreamServer.started().prefers(anna, "UTC", "SUNDAY");

    assertThat(dashboard("").path("dueThisWeek").asInt()).isEqualTo(2);
    EventStreamServer.started().prefers(anna, "UTC", "SATURDAY");
    assertThat(dashboard("").path("dueThisWeek").asInt()).isEqualTo(2);
    EventStreamServer.started().prefers(anna, "UTC", "WEDNESDAY");
    assertThat(dashboard("").path("dueThisWeek").asInt()).isEqualTo(1);
  }

  @Test
  void theLastKnownDaysHoldWhileNobodyCanBeAsked() {
    EventStreamServer.started().prefers(anna, "Europe/Berlin", "MONDAY");
    dashboard("");
    EventStreamServer.started().goAway();
    try {
      assertThat(dashboard("").path("timeZone").asString()).isEqualTo("Europe/Berlin");
      assertThat(api.get(UUID.randomUUID(), "/api/dashboard").json().path("timeZone").asString())
          .isEqualTo("UTC");
    } finally {
      EventStreamServer.started().comeBack();
    }
  }

  @Test
  void atMidnightTodayBecomesYesterday() {
    at("due", "2026-03-18T20:00:00Z");
    at("completed", "2026-03-18T10:00:00Z");
    clock.set("2026-03-18T23:59:59.999Z");
    var before = dashboard("");
    clock.set("2026-03-19T00:00:00Z");
    var after = dashboard("");

    assertThat(before.path("dueToday").asInt()).isEqualTo(1);
    assertThat(before.path("completedPerDay").path(29).path("count").asInt()).isEqualTo(1);
    assertThat(after.path("dueToday").asInt()).isZero();
    assertThat(after.path("completedPerDay").path(28).path("count").asInt()).isEqualTo(1);
  }

  @Test
  void theShortDayOfSummerTimeHasTwentyThreeHours() {
    // In Berlin 29 March 2026 runs from 28T23:00Z to 29T22:00Z.
    clock.set("2026-03-29T12:00:00Z");
    at("due", "2026-03-29T21:59:59Z");
    at("due", "2026-03-29T22:00:00Z");

    assertThat(dashboard("?timeZone=Europe/Berlin").path("dueToday").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"timeZone=Mars/Olympus", "timeZone=%2B02:00", "timeZone=", "zone=UTC"})
  void aZoneThatIsNoneIsRefused(String query) {
    var answer = api.get(anna, "/api/dashboard?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.wrong()).containsExactly(query.substring(0, query.indexOf('=')));
  }

  @Test
  void whenRedisHasForgottenNobodyIsShownNoughts() {
    views.redis().del("dashboard_1:progress");

    var answer = api.get(anna, "/api/dashboard");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.code()).isEqualTo("view-unavailable");
    assertThat(answer.header("Retry-After")).isNotEqualTo("(none)");
  }

  @Test
  void whenRedisHasForgottenTheLastBatchOfOnePartitionNobodyIsShownOldNumbers() {
    views.redis().hset("dashboard_1:progress", "1", "0");
    assertThat(api.get(anna, "/api/dashboard").code()).isEqualTo("view-unavailable");

    views.redis().hset("dashboard_1:progress", Map.of("1", "2", "2", "-1"));
    assertThat(api.get(anna, "/api/dashboard").code()).isEqualTo("view-unavailable");

    views.redis().hset("dashboard_1:progress", "2", "1");
    assertThat(api.get(anna, "/api/dashboard").status()).isEqualTo(200);
  }

  @Test
  void beforeTheFirstEventThereIsNothingToHaveForgotten() {
    views.dashboardApplied(Map.of());

    assertThat(dashboard("").path("overdue").asInt()).isZero();
  }
}
