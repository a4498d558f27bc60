package io.taskledger.projection.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.events.codec.EventJson;
import io.taskledger.projection.testing.RandomStory;
import io.taskledger.projection.testing.RunningProjections;
import io.taskledger.projection.testing.Story;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RebuildOverHttpTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final List<String> NAMES =
      List.of("audit-trail", "dashboard", "people", "task-list", "task-versions");

  private final Story story = new RandomStory(3, Instant.now().minusSeconds(3_600)).of(40, 600);
  private RunningProjections service;

  @BeforeAll
  void start() {
    service = new RunningProjections();
    NAMES.forEach(service::awaitLive);
    service.feed.tell(story);
    service.publish(story);
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              for (String view : List.of("task_list", "task_versions", "audit_trail")) {
                assertThat(applied(view)).isEqualTo(600);
              }
            });
    await().atMost(LIMIT).until(() -> applied("dashboard") == 600);
  }

  @AfterAll
  void end() {
    service.close();
  }

  @AfterEach
  void feedIsThere() {
    service.feed.comeBack();
  }

  @Test
  void everyProjectionIsListedWithItsStateLagAndGeneration() {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              JsonNode items = json(service.ask("GET", "/api/projections", "admin")).path("items");
              assertThat(items.valueStream().map(item -> item.path("name").asString()))
                  .containsExactlyElementsOf(NAMES);
              for (JsonNode item : items) {
                assertThat(item.path("state").asString()).isEqualTo("live");
                assertThat(item.path("lagEvents").asLong(-1)).isZero();
                assertThat(item.path("lagMs").asLong(-1)).isZero();
                assertThat(item.path("deadLetters").asLong(-1)).isZero();
                assertThat(item.path("generation").asInt()).isPositive();
              }
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"task-list", "task-versions", "audit-trail", "people", "dashboard"})
  void aRebuildMakesANewGenerationThatEqualsTheOldOne(String name) {
    int before = service.live(name).number();
    assertThat(compare(name).path("differences").asLong(-1)).isZero();
    assertThat(service.live(name).number()).isEqualTo(before);

    JsonNode done = rebuild(name, "");
    assertThat(done.path("state").asString()).isEqualTo("done");
    assertThat(done.path("processed").asLong()).isEqualTo(600);
    assertThat(done.path("total").asLong()).isEqualTo(600);
    assertThat(service.live(name).number()).isEqualTo(done.path("generation").asInt());
    assertThat(compare(name).path("differences").asLong(-1)).isZero();
  }

  @Test
  void aComparisonFindsARowThatIsNotWhatTheEventsMakeOfIt() {
    String schema = service.live("task-list").schema();
    var jdbc = service.database.jdbc();
    String task =
        jdbc.queryForObject("select task_id::text from task order by 1 limit 1", String.class);
    jdbc.update("update %s.task set title = 'x' where task_id = ?::uuid".formatted(schema), task);
    // The row that is there, and the one that should be.
    assertThat(compare("task-list").path("differences").asLong()).isEqualTo(2);
    rebuild("task-list", "");
    assertThat(compare("task-list").path("differences").asLong(-1)).isZero();
  }

  @Test
  void thereIsAWayBackToTheGenerationThatWasKept() {
    int first = service.live("people").number();
    rebuild("people", "");
    assertThat(service.live("people").number()).isNotEqualTo(first);
    JsonNode back = rebuild("people", "{\"generation\":%d}".formatted(first));
    assertThat(back.path("state").asString()).isEqualTo("done");
    assertThat(service.live("people").number()).isEqualTo(first);
    assertThat(service.ask("POST", "/api/projections/people/rebuild", "{\"generation\":77}", true))
        .satisfies(answer -> assertThat(answer.body()).contains("generation-not-found"));
  }

  @Test
  void aCancelledRebuildLeavesTheLiveGenerationAndOnlyOneRunsAtATime() {
    int before = service.live("audit-trail").number();
    service.feed.goAway();
    HttpResponse<String> begun = post("audit-trail", "");
    assertThat(post("audit-trail", "").body()).contains("rebuild-running");
    String address = begun.headers().firstValue("Location").orElseThrow();
    assertThat(service.ask("DELETE", address, "admin").statusCode()).isEqualTo(202);
    service.feed.comeBack();
    assertThat(ended(address).path("state").asString()).isEqualTo("cancelled");
    assertThat(service.live("audit-trail").number()).isEqualTo(before);
    assertThat(service.ask("DELETE", address, "admin").body()).contains("rebuild-ended");
    awaitDropped("audit_trail_" + json(begun).path("generation").asInt());
  }

  @Test
  void whatACrashLeftOfAnEndedRebuildIsDropped() {
    var jdbc = service.database.jdbc();
    jdbc.execute("create schema people_900");
    jdbc.update(
        """
        with ended as (
          insert into rebuild (id, projection, generation, purpose, state)
          values (gen_random_uuid(), 'people', 900, 'compare', 'done'))
        insert into generation (projection, number, shape, schema_name, state)
        values ('people', 900, 1, 'people_900', 'building')
        """);
    awaitDropped("people_900");
    assertThat(service.live("people").number()).isNotEqualTo(900);
  }

  private void awaitDropped(String schema) {
    await()
        .atMost(LIMIT)
        .until(
            () ->
                service.database.number(
                        "select count(*) from pg_namespace where nspname = '%s'".formatted(schema))
                    == 0);
  }

  @Test
  void theProgressIsAlsoAStreamThatEndsWithTheRebuild() {
    String address = post("task-list", "").headers().firstValue("Location").orElseThrow();
    HttpResponse<String> stream = service.stream(address);
    assertThat(stream.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    assertThat(stream.body()).contains("event:rebuild.progress", "\"state\":\"done\"");
  }

  @Test
  void onlyAdministratorsMayLookAndRebuildAndUnknownNamesAreToldSo() {
    assertThat(service.ask("GET", "/api/projections", "user").statusCode()).isEqualTo(403);
    assertThat(service.ask("POST", "/api/projections/task-list/rebuild", "user").statusCode())
        .isEqualTo(403);
    assertThat(service.ask("POST", "/api/projections/nothing/rebuild", "admin").body())
        .contains("projection-not-found");
    assertThat(service.ask("GET", "/api/projections/task-list/rebuilds/1", "admin").body())
        .contains("rebuild-not-found");
  }

  private JsonNode compare(String name) {
    return rebuild(name, "{\"compare\":true}");
  }

  private JsonNode rebuild(String name, String body) {
    HttpResponse<String> begun = post(name, body);
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
    return ended(begun.headers().firstValue("Location").orElseThrow());
  }

  private JsonNode ended(String address) {
    return await()
        .atMost(LIMIT)
        .until(
            () -> json(service.ask("GET", address, "admin")),
            answer -> answer.hasNonNull("endedAt"));
  }

  private HttpResponse<String> post(String name, String body) {
    return service.ask("POST", "/api/projections/" + name + "/rebuild", body, true);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return EventJson.mapper().readTree(answer.body());
  }

  private long applied(String view) {
    return service.database.number("select coalesce(sum(version), 0) from " + view + "_version");
  }
}
