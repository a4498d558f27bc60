package io.taskledger.verification.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.local.client.Api;
import io.taskledger.local.client.Api.Answer;
import io.taskledger.local.settings.Settings.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A user writes a task down, works on it, and sees it in every view and on every topic. */
class TaskLifeIT {
  private final LocalSystem system = SharedSystem.get();

  @Test
  void aTaskIsSeenInEveryViewAndOnEveryTopicFromItsCreationToItsRestoration() {
    try (Api api = SharedSystem.user("Anna");
        var messages = new Messages("localhost:" + system.settings.port(Port.KAFKA))) {
      JsonNode me = api.send("GET", "/api/users/me", null).body();
      assertThat(me.path("name").asString()).isEqualTo("Anna");
      messages.await(
          "user.registered",
          message -> message.path("userId").asString("").equals(me.path("userId").asString()));
      aTaskLives(api, messages);
    }
  }

  @Test
  void anAddressIsTakenOnceWhateverItsCase() {
    String email = UUID.randomUUID() + "@example.org";
    try (Api api = system.api()) {
      assertThat(api.register(email, SharedSystem.PASSWORD, "Anna").status()).isEqualTo(201);
      assertThat(
              api.register(email.toUpperCase(Locale.ROOT), SharedSystem.PASSWORD, "Anna").status())
          .isEqualTo(409);
    }
  }

  @Test
  void aReadWithThePositionOfALargeCommandIncludesAllOfIt() {
    try (Api api = SharedSystem.user("Anna")) {
      List<Map<String, Object>> creates = new ArrayList<>();
      creates.add(create("root", Map.of("title", "Root")));
      for (int i = 0; i < 60; i++) {
        creates.add(create("t" + i, Map.of("title", "Child", "parentTaskId", "$root")));
      }
      Answer created = api.send("POST", "/api/commands", creates);
      String root = created.body().get(0).path("body").path("taskId").asString();
      assertThat(visible(api, created, "")).isEqualTo(61);

      Answer deleted = api.send("DELETE", "/api/tasks/" + root, null);
      assertThat(visible(api, deleted, "")).isZero();
      assertThat(visible(api, deleted, "&deleted=true")).isEqualTo(61);
    }
  }

  private static Map<String, Object> create(String ref, Map<String, String> task) {
    return Map.of("ref", ref, "method", "POST", "path", "/api/tasks", "body", task);
  }

  private static int visible(Api api, Answer command, String filter) {
    String position = command.header("Taskledger-Position");
    assertThat(position.length()).isLessThan(200);
    Answer list =
        api.send(
            "GET",
            "/api/tasks?limit=200" + filter,
            null,
            "Taskledger-Min-Position",
            position,
            "Prefer",
            "wait=10");
    assertThat(list.status()).as("%s", list.body()).isEqualTo(200);
    return list.body().path("items").size();
  }

  private static void aTaskLives(Api api, Messages messages) {
    Answer created =
        api.send(
            "POST",
            "/api/tasks",
            Map.of("title", "Write the report", "priority", "HIGH", "tags", List.of("work")));
    assertThat(created.status()).isEqualTo(201);
    String path = created.header("Location");
    String taskId = created.body().path("taskId").asString();

    Answer last = created;
    for (var command :
        List.of(
            Map.entry("PATCH", path),
            Map.entry("POST", path + "/complete"),
            Map.entry("POST", path + "/reopen"),
            Map.entry("DELETE", path + "?reason=twice"),
            Map.entry("POST", path + "/restore"))) {
      Object body = command.getKey().equals("PATCH") ? Map.of("title", "Write it all") : null;
      last = api.send(command.getKey(), command.getValue(), body);
      assertThat(last.status()).as(command.getValue()).isEqualTo(200);
    }

    String[] seen = {"Taskledger-Min-Position", last.header("Taskledger-Position")};
    JsonNode read = api.send("GET", path, null, seen).body();
    assertThat(read.path("title").asString()).isEqualTo("Write it all");
    assertThat(read.path("status").asString()).isEqualTo("pending");
    assertThat(read.path("version").asInt()).isEqualTo(6);
    JsonNode list = api.send("GET", "/api/tasks?tag=work&q=report+it", null, seen).body();
    assertThat(list.path("items").size()).isZero();
    list = api.send("GET", "/api/tasks?tag=work", null, seen).body();
    assertThat(list.path("items").get(0).path("taskId").asString()).isEqualTo(taskId);
    JsonNode history = api.send("GET", path + "/history", null, seen).body();
    assertThat(history.path("items").findValuesAsString("type"))
        .containsExactly(
            "TaskCreated",
            "TaskUpdated",
            "TaskCompleted",
            "TaskUpdated",
            "TaskDeleted",
            "TaskRestored");
    assertThat(history.path("items").get(1).path("actor").path("name").asString())
        .isEqualTo("Anna");
    JsonNode dashboard = api.send("GET", "/api/dashboard", null, seen).body();
    assertThat(dashboard.path("byStatus").path("pending").asInt()).isEqualTo(1);
    assertThat(dashboard.path("byPriority").path("HIGH").asInt()).isEqualTo(1);

    for (String topic : Messages.TOPICS.subList(0, 5)) {
      messages.await(topic, message -> message.path("taskId").asString("").equals(taskId));
    }
    assertThat(messages.versionsOf(taskId)).containsExactly("1", "2", "3", "4", "5", "6");
  }
}
