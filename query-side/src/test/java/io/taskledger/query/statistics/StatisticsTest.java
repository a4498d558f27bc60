package io.taskledger.query.statistics;

import static io.taskledger.query.given.TaskInView.aTaskOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.events.task.Priority;
import io.taskledger.query.given.Api;
import io.taskledger.query.given.QuerySideTest;
import io.taskledger.query.given.TestClock;
import io.taskledger.query.given.Views;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@QuerySideTest
class StatisticsTest {
  private final UUID anna = UUID.randomUUID();
  private final Views views;
  private final Api api;
  private final TestClock clock;

  @Autowired
  StatisticsTest(Views views, Api api, TestClock clock) {
    this.views = views;
    this.api = api;
    this.clock = clock;
  }

  @BeforeEach
  void now() {
    clock.set("2026-03-18T12:00:00Z");
  }

  private void completed(Priority priority, String created, String completed) {
    views.add(
        aTaskOf(anna)
            .priority(priority)
            .created(created)
            .status("completed")
            .time("completed_at", completed));
  }

  private JsonNode statistics(String query) {
    var answer = api.get(anna, "/api/statistics" + query);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  private static List<String> counted(JsonNode statistics) {
    return statistics
        .path("buckets")
        .valueStream()
        .filter(each -> each.path("created").asInt() + each.path("completed").asInt() > 0)
        .map(
            each ->
                each.path("start").asString()
                    + " "
                    + each.path("created").asInt()
                    + "/"
                    + each.path("completed").asInt())
        .toList();
  }

  @Test
  void tasksAreCountedByTheDaysOfTheZone() {
    completed(Priority.LOW, "2026-03-16T23:30:00Z", "2026-03-17T22:30:00Z");
    views.add(aTaskOf(anna).created("2026-03-17T10:00:00Z").inTrashSince("2026-03-17T11:00:00Z"));
    views.add(aTaskOf(UUID.randomUUID()).created("2026-03-17T10:00:00Z"));
    assertThat(counted(statistics(""))).containsExactly("2026-03-16 1/0", "2026-03-17 0/1");
    assertThat(counted(statistics("?timeZone=Europe/Berlin"))).containsExactly("2026-03-17 1/1");
    assertThat(counted(statistics("?bucket=week"))).containsExactly("2026-03-16 1/1");
    assertThat(counted(statistics("?bucket=month"))).containsExactly("2026-03-01 1/1");
    assertThat(statistics("").path("buckets")).hasSize(31);
  }

  @Test
  void completionTimesAreToldForAllAndForEachPriority() {
    completed(Priority.HIGH, "2026-03-17T10:00:00Z", "2026-03-17T11:00:00Z");
    completed(Priority.HIGH, "2026-03-17T10:00:00Z", "2026-03-17T13:00:00Z");
    completed(Priority.LOW, "2026-03-17T10:00:00Z", "2026-03-17T12:00:00Z");
    JsonNode statistics = statistics("");
    assertThat(statistics.path("completionTimes").toString())
        .isEqualTo("{\"count\":3,\"median\":7200000,\"p90\":10080000}");
    assertThat(statistics.path("byPriority").path(2).toString())
        .isEqualTo(
            "{\"priority\":\"HIGH\",\"completionTimes\":{\"count\":2,\"median\":7200000,\"p90\":10080000}}");
    assertThat(statistics.path("byPriority").path(1).path("completionTimes").toString())
        .isEqualTo("{\"count\":0}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?bucket=hour",
        "?from=2026-03-19T00:00:00Z",
        "?from=2020-01-01T00:00:00Z",
        "?from=yesterday",
        "?until=2026-03-19T00:00:00Z"
      })
  void whatCannotBeCountedIsRefused(String query) {
    assertThat(api.get(anna, "/api/statistics" + query).code()).isEqualTo("invalid-parameter");
  }
}
