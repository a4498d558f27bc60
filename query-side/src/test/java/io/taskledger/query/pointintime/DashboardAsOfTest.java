package io.taskledger.query.pointintime;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.events.task.Priority;
import io.taskledger.query.given.Api;
import io.taskledger.query.given.QuerySideTest;
import io.taskledger.query.given.TaskInView;
import io.taskledger.query.given.TestClock;
import io.taskledger.query.given.Views;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@QuerySideTest
class DashboardAsOfTest {
  private static final String LATER = "2026-04-01T00:00:00Z";

  private final Views views;
  private final Api api;
  private final TestClock clock;

  @Autowired
  DashboardAsOfTest(Views views, Api api, TestClock clock) {
    this.views = views;
    this.api = api;
    this.clock = clock;
    clock.set(LATER);
    views.dashboardApplied(Map.of());
  }

  @AfterEach
  void itIsNowAgain() {
    clock.set("2026-03-18T12:00:00Z");
  }

  private JsonNode dashboard(UUID caller, String query) {
    var answer = api.get(caller, "/api/dashboard?" + query);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  /** Writes what projections would have in Redis if the person saw these tasks. */
  private void live(UUID person, Iterable<TaskInView> tasks) {
    String key = "dashboard_1:user:" + person + ":";
    views.redis().del(key + "counts", key + "due", key + "completed");
    for (TaskInView task : tasks) {
      if (task.get("deleted_at") == null) {
        var priority = Priority.values()[Integer.parseInt(String.valueOf(task.get("priority")))];
        views.redis().hincrBy(key + "counts", "status:" + task.get("status"), 1);
        views.redis().hincrBy(key + "counts", "priority:" + priority, 1);
        boolean isOpen = !"completed".equals(task.get("status"));
        score(key + "due", isOpen ? task.get("due_date") : null, task.id());
        score(key + "completed", task.get("completed_at"), task.id());
      }
    }
  }

  private void score(String key, @Nullable Object time, UUID taskId) {
    if (time instanceof OffsetDateTime at) {
      views.redis().zadd(key, at.toInstant().toEpochMilli(), taskId.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void theNumbersOfAMomentAreThoseThatWereShownThen(long seed) {
    var histories = new Histories(seed);
    histories.write(views);
    for (Instant moment : histories.moments(8)) {
      for (UUID person : histories.people) {
        live(person, histories.seenBy(person, moment));
        for (String zone : new String[] {"timeZone=UTC", "timeZone=Pacific/Auckland"}) {
          JsonNode past = dashboard(person, zone + "&asOf=" + moment);
          clock.set(moment.toString());
          assertThat(past).as("as of %s", moment).isEqualTo(dashboard(person, zone));
          clock.set(LATER);
        }
      }
    }
  }

  @Test
  void theNumbersOfThenDoNotNeedThoseOfNow() {
    views.redis().del("dashboard_1:progress");
    views.dashboardApplied(Map.of(0, 1L));
    views.redis().del("dashboard_1:progress");

    assertThat(dashboard(UUID.randomUUID(), "asOf=2026-03-01T00:00:00Z").path("overdue").asLong())
        .isZero();
  }

  @Test
  void longBeforeTheFirstTaskAllIsNought() {
    var numbers = dashboard(UUID.randomUUID(), "asOf=0001-01-01T00:00:00Z");

    assertThat(numbers.path("byStatus").path("pending").asLong()).isZero();
    assertThat(numbers.path("completedPerDay")).hasSize(30);
  }
}
