package io.taskledger.command.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.command.identity.Registration;
import io.taskledger.command.testing.CommandSide;
import io.taskledger.command.testing.CommandSide.Answer;
import io.taskledger.command.testing.CommandSide.Person;
import io.taskledger.events.user.UserId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The commands on tasks, as a client of the service sees them. */
class TaskCommandsTest {
  private final CommandSide service = CommandSide.running();
  private final Person anna = service.newcomer();

  @Test
  void aTaskIsCreatedAtVersionOne() {
    Answer created = anna.post("/api/tasks", "{\"title\":\"Buy milk\",\"tags\":[\"home\"]}");

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.body().path("version").asInt()).isEqualTo(1);
    assertThat(created.header("ETag")).isEqualTo("\"1\"");
    assertThat(created.header("Taskledger-Position")).isNotEmpty();
    assertThat(created.header("Location"))
        .isEqualTo("/api/tasks/" + created.body().path("taskId").asString());
  }

  @Test
  void aTaskLivesThroughItsWholeLife() {
    String task = anna.task("Write the report");

    assertThat(anna.patch(task, "{\"title\":\"Write it\",\"priority\":\"HIGH\"}").header("ETag"))
        .isEqualTo("\"2\"");
    assertThat(anna.post(task + "/complete", null).header("ETag")).isEqualTo("\"3\"");
    assertThat(anna.post(task + "/reopen", null).header("ETag")).isEqualTo("\"4\"");
    assertThat(anna.delete(task + "?reason=done%20elsewhere").header("ETag")).isEqualTo("\"5\"");
    assertThat(anna.post(task + "/restore", null).header("ETag")).isEqualTo("\"6\"");
    assertThat(anna.patch(task, "{\"status\":\"completed\",\"title\":\"Both\"}").header("ETag"))
        .isEqualTo("\"8\"");
  }

  @Test
  void aPatchThatChangesNothingIsNoEvent() {
    String task = anna.task("Same");
    long before = service.head();

    assertThat(anna.patch(task, "{\"title\":\"Same\",\"description\":null}").header("ETag"))
        .isEqualTo("\"1\"");
    assertThat(service.head()).isEqualTo(before);
  }

  @Test
  void theIdThatTheClientChoseIsTakenOnce() {
    String body = "{\"title\":\"Mine\",\"taskId\":\"" + UUID.randomUUID() + "\"}";

    assertThat(anna.post("/api/tasks", body).status()).isEqualTo(201);
    Answer again = anna.post("/api/tasks", body);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.code()).isEqualTo("task-id-taken");
  }

  @Test
  void anOutdatedVersionIsRefusedWithTheCurrentOne() {
    String task = anna.task("Contended");
    anna.patch(task, "{\"priority\":\"LOW\"}", "If-Match", "\"1\"");

    Answer refused = anna.patch(task, "{\"priority\":\"HIGH\"}", "If-Match", "\"1\"");

    assertThat(refused.status()).isEqualTo(412);
    assertThat(refused.code()).isEqualTo("version-mismatch");
    assertThat(refused.body().path("version").asInt()).isEqualTo(2);
  }

  @Test
  void anAssigneeMayEditAndCompleteButNotReassignOrDelete() {
    Person ben = service.newcomer();
    String task =
        anna.post("/api/tasks", "{\"title\":\"For Ben\",\"assigneeId\":\"" + ben.userId + "\"}")
            .header("Location");

    assertThat(ben.patch(task, "{\"description\":\"on it\"}").status()).isEqualTo(200);
    assertThat(ben.patch(task, "{\"assigneeId\":\"" + anna.userId + "\"}").code())
        .isEqualTo("not-owner");
    assertThat(ben.patch(task, "{\"parentTaskId\":null,\"title\":\"Mine\"}").status())
        .isEqualTo(200);
    assertThat(ben.delete(task).code()).isEqualTo("not-owner");
    assertThat(ben.post(task + "/restore", null).code()).isEqualTo("not-owner");
    assertThat(ben.post(task + "/complete", null).status()).isEqualTo(200);
    assertThat(service.newcomer().post(task + "/reopen", null).code()).isEqualTo("task-not-found");
  }

  @Test
  void everyAnswerNamesTheLastEventOfTheCommand() {
    Answer created = anna.post("/api/tasks", "{\"title\":\"Named\"}");
    String task = created.header("Location");
    Answer both = anna.patch(task, "{\"status\":\"completed\",\"title\":\"Both\"}");

    assertThat(created.body().path("eventId").asString()).isEqualTo(event(task, 1));
    assertThat(both.body().path("eventId").asString()).isEqualTo(event(task, 3));
    assertThat(anna.post(task + "/reopen", null).body().path("eventId").asString())
        .isEqualTo(event(task, 4));
    assertThat(anna.delete(task).body().path("eventId").asString()).isEqualTo(event(task, 5));
    assertThat(anna.post(task + "/restore", null).body().path("eventId").asString())
        .isEqualTo(event(task, 6));
    assertThat(anna.patch(task, "{\"title\":\"Both\"}").body().has("eventId"))
        .as("nothing changed")
        .isFalse();
  }

  @Test
  void theIdOfAUserIsNoTask() {
    String body = "{\"title\":\"Below me\",\"parentTaskId\":\"" + anna.userId + "\"}";

    assertThat(anna.post("/api/tasks", body).code()).isEqualTo("parent-not-found");
    String user = "/api/tasks/" + anna.userId;
    for (Answer refused :
        List.of(
            anna.post(user + "/complete", null),
            anna.post(user + "/reopen", null),
            anna.post(user + "/restore", null),
            anna.patch(user, "{\"title\":\"Mine\"}"),
            anna.delete(user),
            anna.post(user + "/history/" + UUID.randomUUID() + "/undo", null))) {
      assertThat(refused.status()).isEqualTo(404);
      assertThat(refused.code()).isEqualTo("task-not-found");
    }
  }

  @Test
  void theIdOfAUserIsTakenForTasks() {
    UUID ben = service.newcomer().userId;

    assertThat(anna.post("/api/tasks", "{\"title\":\"t\",\"taskId\":\"" + ben + "\"}").code())
        .isEqualTo("task-id-taken");
  }

  @Test
  void aTaskWithTheIdOfAFutureUserDoesNotKeepThemOut() {
    UUID id = UUID.randomUUID();
    String body = "{\"title\":\"Taken\",\"taskId\":\"" + id + "\"}";
    assertThat(anna.post("/api/tasks", body).status()).isEqualTo(201);

    service
        .bean(Registration.class)
        .register(new UserId(id), id + "@example.org", "Registered all the same", true);

    assertThat(anna.post("/api/tasks/" + id + "/complete", null).header("ETag")).isEqualTo("\"2\"");
    assertThat(
            anna.post("/api/tasks", "{\"title\":\"t\",\"parentTaskId\":\"" + id + "\"}").status())
        .isEqualTo(201);
  }

  private @Nullable String event(String task, int version) {
    return service
        .store()
        .queryForObject(
            "select event_identifier::text from command_side.domain_event"
                + " where aggregate_identifier = ? and sequence_number = ?",
            String.class,
            UUID.fromString(task.substring(task.lastIndexOf('/') + 1)),
            version - 1);
  }

  @Test
  void textsAreKeptInNormalizationFormC() {
    String task =
        anna.post(
                "/api/tasks",
                "{\"title\":\" Cafe\u0301\u00a0\",\"description\":\"e\u0301\","
                    + "\"tags\":[\"e\u0301\",\"\u00e9\"]}")
            .header("Location");

    assertThat(
            anna.patch(
                    task,
                    "{\"title\":\"Caf\u00e9\",\"description\":\"\u00e9\",\"tags\":[\"\u00e9\"]}")
                .header("ETag"))
        .as("which changes nothing")
        .isEqualTo("\"1\"");
  }

  @Test
  void ifMatchTakesListsAndSeveralLines() {
    String task = anna.task("Listed");

    assertThat(anna.patch(task, "{\"title\":\"2\"}", "If-Match", "\"7\",, \"1\"").status())
        .isEqualTo(200);
    assertThat(
            anna.patch(task, "{\"title\":\"3\"}", "If-Match", "\"9\"", "If-Match", "\"2\"")
                .status())
        .isEqualTo(200);
    assertThat(anna.patch(task, "{\"title\":\"4\"}", "If-Match", "*").status()).isEqualTo(200);
    assertThat(anna.patch(task, "{\"title\":\"5\"}", "If-Match", "\"04\"").code())
        .isEqualTo("version-mismatch");
    assertThat(anna.patch(task, "{\"title\":\"5\"}", "If-Match", "W/\"4\"").code())
        .isEqualTo("version-mismatch");
  }
}
