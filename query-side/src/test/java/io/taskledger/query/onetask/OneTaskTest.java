package io.taskledger.query.onetask;

import static io.taskledger.query.given.TaskInView.aTaskOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.events.task.Priority;
import io.taskledger.query.given.Api;
import io.taskledger.query.given.Issuer;
import io.taskledger.query.given.QuerySideTest;
import io.taskledger.query.given.Views;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@QuerySideTest
class OneTaskTest {
  private final UUID anna = UUID.randomUUID();
  private final Views views;
  private final Api api;

  @Autowired
  OneTaskTest(Views views, Api api) {
    this.views = views;
    this.api = api;
  }

  private String path(UUID taskId) {
    return "/api/tasks/" + taskId;
  }

  @Test
  void aTaskReadAloneIsTheSameAsInTheList() {
    UUID taskId =
        views.add(
            aTaskOf(anna)
                .called("plant")
                .describedAs("tomatoes")
                .priority(Priority.URGENT)
                .due("2026-03-18T10:00:00.5Z")
                .tagged("home", "garden")
                .assignedTo(UUID.randomUUID())
                .partOf(UUID.randomUUID())
                .inCategory("outside")
                .set("time_zone", "Europe/Berlin")
                .set("recurrence", "FREQ=DAILY")
                .set("reminders", new String[] {"PT1H"})
                .version(7));

    var one = api.get(anna, path(taskId));

    assertThat(one.status()).isEqualTo(200);
    assertThat(one.json().path("dueDate").asString()).isEqualTo("2026-03-18T10:00:00.500Z");
    assertThat(one.json().path("tags").toString()).isEqualTo("[\"home\",\"garden\"]");
    assertThat(one.json().path("reminders").toString()).isEqualTo("[\"PT1H\"]");
    assertThat(one.json()).isEqualTo(api.get(anna, "/api/tasks").json().path("items").path(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"7\"", "W/\"7\"", "\"6\", \"7\""})
  void aClientThatHasTheVersionIsToldThatNothingChanged(String known) {
    UUID taskId = views.add(aTaskOf(anna).version(7));

    var answer = api.get(anna, path(taskId), "If-None-Match", known);

    assertThat(answer.status()).isEqualTo(304);
    assertThat(answer.header("ETag")).isEqualTo("\"7\"");
    assertThat(answer.response().body()).isEmpty();
  }

  @Test
  void aClientWithAnOlderVersionGetsTheTask() {
    UUID taskId = views.add(aTaskOf(anna).version(7));

    var answer = api.get(anna, path(taskId), "If-None-Match", "\"6\"");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("ETag")).isEqualTo("\"7\"");
  }

  @Test
  void aTaskInTheTrashCanBeRead() {
    UUID taskId = views.add(aTaskOf(anna).inTrashSince("2026-03-01T00:00:00Z"));

    assertThat(api.get(anna, path(taskId)).json().path("deletedAt").asString())
        .isEqualTo("2026-03-01T00:00:00Z");
  }

  @Test
  void anAssigneeSeesTheTaskAndAStrangerDoesNot() {
    UUID bert = UUID.randomUUID();
    UUID taskId = views.add(aTaskOf(anna).assignedTo(bert));

    var strangers = api.get(UUID.randomUUID(), path(taskId));

    assertThat(api.get(bert, path(taskId)).status()).isEqualTo(200);
    assertThat(strangers.status()).isEqualTo(404);
    assertThat(strangers.code()).isEqualTo("task-not-found");
    assertThat(strangers.json()).isEqualTo(api.get(anna, path(UUID.randomUUID())).json());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "1-1-1-1-1", "null"})
  void anIdThatIsNoneNamesNoTask(String id) {
    assertThat(api.get(anna, "/api/tasks/" + id).code()).isEqualTo("task-not-found");
    assertThat(api.get(anna, "/api/tasks/" + id + "/history").code()).isEqualTo("task-not-found");
  }

  @Test
  void headAnswersAsGetWithoutTheBody() {
    UUID taskId = views.add(aTaskOf(anna).version(3));

    var answer = api.send("HEAD", path(taskId), "Authorization", "Bearer " + Issuer.token(anna));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("ETag")).isEqualTo("\"3\"");
    assertThat(answer.response().body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* | 304",
        "\"7\" | 304",
        "\"1\", \"7\" | 304",
        "\"1\",, \"7\" , | 304",
        "\"07\" | 200",
        "W/\"7\" | 304",
        "7 | 200",
        "\"6\", \"8\" | 200"
      })
  void onlyTagsOfOurFormMatch(String tags, int status) {
    UUID taskId = views.add(aTaskOf(anna));
    views.change(taskId, "version = 7");

    assertThat(api.get(anna, path(taskId), "If-None-Match", tags).status()).isEqualTo(status);
    var lines = api.get(anna, path(taskId), "If-None-Match", "\"1\"", "If-None-Match", tags);
    assertThat(lines.status()).as("on a second line").isEqualTo(status);
    assertThat(lines.header("ETag")).isEqualTo("\"7\"");
  }
}
