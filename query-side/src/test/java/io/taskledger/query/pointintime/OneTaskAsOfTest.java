package io.taskledger.query.pointintime;

import static io.taskledger.query.given.TaskInView.aTaskOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.query.given.Api;
import io.taskledger.query.given.Positions;
import io.taskledger.query.given.QuerySideTest;
import io.taskledger.query.given.TestClock;
import io.taskledger.query.given.Views;
import io.taskledger.web.PositionTokens;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@QuerySideTest
class OneTaskAsOfTest {
  private static final String AT_NINE = "2026-03-18T09:00:00Z";
  private static final String AT_TEN = "2026-03-18T10:00:00.000001Z";
  private static final String AT_ELEVEN = "2026-03-18T11:00:00Z";

  private final UUID anna = UUID.randomUUID();
  private final UUID bert = UUID.randomUUID();
  private final Views views;
  private final Api api;
  private final TestClock clock;

  @Autowired
  OneTaskAsOfTest(Views views, Api api, TestClock clock) {
    this.views = views;
    this.api = api;
    this.clock = clock;
  }

  @BeforeEach
  void itIsNoonAndNothingWasForgotten() {
    clock.set("2026-03-18T12:00:00Z");
    views.dashboardApplied(Map.of());
  }

  /** Created at nine, Bert's at ten, in the trash and nobody's at eleven. */
  private UUID task() {
    var created = aTaskOf(anna).called("plan").created(AT_NINE);
    var berts = created.next().assignedTo(bert);
    views.addVersion(created, AT_NINE);
    views.addVersion(berts, AT_TEN);
    return views.addVersion(berts.next().without("assignee_id").inTrashSince(AT_ELEVEN), AT_ELEVEN);
  }

  private Api.Answer read(UUID caller, UUID task, String asOf, String... headers) {
    return api.get(caller, "/api/tasks/" + task + "?asOf=" + asOf, headers);
  }

  @ParameterizedTest
  @CsvSource({
    AT_NINE + ", 1",
    "2026-03-18T10:00:00Z, 1",
    "2026-03-18T10:00:00.000000999Z, 1",
    AT_TEN + ", 2",
    "2026-03-18T11:59:59.999999%2B01:00, 2",
    AT_ELEVEN + ", 3",
    "2026-03-18T12:00:05Z, 3",
  })
  void aVersionHoldsFromItsEventUntilTheNext(String asOf, long version) {
    var answer = read(anna, task(), asOf);

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    assertThat(answer.json().path("version").asLong()).isEqualTo(version);
    assertThat(answer.header("ETag")).isEqualTo("\"" + version + "\"");
    assertThat(answer.json().path("deletedAt").isNull()).isEqualTo(version < 3);
  }

  @Test
  void ofSeveralEventsAtOneTimeTheLastCounts() {
    var created = aTaskOf(anna);
    views.addVersion(created, AT_NINE);
    views.addVersion(created.next().next(), AT_NINE);
    UUID task = views.addVersion(created.next(), AT_NINE);

    assertThat(read(anna, task, AT_NINE).json().path("version").asLong()).isEqualTo(3);
  }

  @Test
  void beforeItExistedThereIsNoTask() {
    var answer = read(anna, task(), "2026-03-18T08:59:59.999999Z");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo("task-not-found");
    assertThat(read(anna, task(), "0001-01-01T00:00:00Z").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({AT_NINE + ", 404", AT_TEN + ", 200", AT_ELEVEN + ", 404"})
  void anAssigneeSeesWhatWasTheirsAtThatMomentOnly(String asOf, int status) {
    UUID task = task();

    assertThat(read(bert, task, asOf).status()).isEqualTo(status);
    assertThat(api.get(bert, "/api/tasks?asOf=" + asOf).items("taskId"))
        .hasSize(status == 200 ? 1 : 0);
    assertThat(read(UUID.randomUUID(), task, asOf).status()).isEqualTo(404);
    assertThat(api.get(UUID.randomUUID(), "/api/tasks?asOf=" + asOf).items("taskId")).isEmpty();
  }

  @Test
  void aClientThatHasTheVersionOfThenIsToldSo() {
    assertThat(read(anna, task(), AT_TEN, "If-None-Match", "\"2\"").status()).isEqualTo(304);
    assertThat(read(anna, task(), AT_TEN, "If-None-Match", "\"3\"").status()).isEqualTo(200);
  }

  @Test
  void aTaskOfThenReadAloneIsTheSameAsInTheList() {
    UUID task = task();

    assertThat(read(anna, task, AT_TEN).json())
        .isEqualTo(api.get(anna, "/api/tasks?asOf=" + AT_TEN).json().path("items").path(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/tasks/%s?", "/api/tasks?", "/api/dashboard?"})
  void whatHasNotComeCannotBeRead(String path) {
    var answer = api.get(anna, path.formatted(task()) + "asOf=2026-03-18T12:00:05.001Z");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("errors").path(0).path("field").asString()).isEqualTo("asOf");
    assertThat(answer.json().path("errors").path(0).path("code").asString())
        .isEqualTo("in-the-future");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/tasks/%s?", "/api/tasks?", "/api/dashboard?"})
  void aReadOfThePastWaitsForTheVersions(String path) {
    UUID task = task();
    views.applied("task-list", task, 3);
    String token = Positions.of(task, 3);
    String[] headers = {PositionTokens.MIN_POSITION_HEADER, token, "Prefer", "wait=0"};
    String request = path.formatted(task) + "asOf=" + AT_TEN;

    assertThat(api.get(anna, request, headers).code()).isEqualTo("view-behind");
    views.applied("task-versions", task, 3);
    assertThat(api.get(anna, request, headers).status()).isEqualTo(200);
  }

  @Test
  void aCursorIsGoodForItsMomentOnly() {
    task();
    task();
    String list = "/api/tasks?limit=1&asOf=";
    String cursor = api.get(anna, list + AT_NINE).nextCursor().orElseThrow();

    assertThat(api.get(anna, list + AT_NINE + "&cursor=" + cursor).items("taskId")).hasSize(1);
    assertThat(api.get(anna, list + AT_TEN + "&cursor=" + cursor).wrong())
        .containsExactly("cursor");
    assertThat(api.get(anna, "/api/tasks?limit=1&cursor=" + cursor).wrong())
        .containsExactly("cursor");
  }
}
