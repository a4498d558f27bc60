package io.taskledger.verification.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.local.client.Api;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** A task as a plain model keeps it, and what may be done to it next. */
final class ModelTask {
  private static final String[] PRIORITIES = {"LOW", "MEDIUM", "HIGH", "URGENT"};

  final String id;
  String title;
  String priority;
  String status = "pending";
  boolean deleted;
  long version = 1;

  ModelTask(String id, String title, String priority) {
    this.id = id;
    this.title = title;
    this.priority = priority;
  }

  static String anyPriority(Random random) {
    return PRIORITIES[random.nextInt(PRIORITIES.length)];
  }

  /** Sends a command that this task's state allows, and follows it; answers its position. */
  String change(Api api, Random random) {
    Api.Answer answer;
    if (deleted) {
      answer = api.send("POST", path() + "/restore", null);
      deleted = false;
    } else if (status.equals("completed")) {
      answer = api.send("POST", path() + "/reopen", null);
      status = "pending";
    } else {
      answer = changeOpen(api, random);
    }
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    version++;
    assertThat(answer.body().path("version").asLong()).isEqualTo(version);
    return answer.header("Taskledger-Position");
  }

  private Api.Answer changeOpen(Api api, Random random) {
    switch (random.nextInt(5)) {
      case 0 -> {
        status = "completed";
        return api.send("POST", path() + "/complete", null);
      }
      case 1 -> {
        deleted = true;
        return api.send("DELETE", path(), null);
      }
      case 2 -> {
        String next = anyPriority(random);
        priority = next.equals(priority) ? (next.equals("LOW") ? "HIGH" : "LOW") : next;
        return api.send("PATCH", path(), Map.of("priority", priority));
      }
      default -> {
        title = "Title " + random.nextLong();
        return api.send("PATCH", path(), Map.of("title", title));
      }
    }
  }

  /** What of it can be seen. */
  Map<String, Object> visible() {
    return new TreeMap<>(
        Map.of(
            "title", title,
            "priority", priority,
            "status", status,
            "deleted", deleted,
            "version", version));
  }

  /** The same of a task that was read. */
  static Map<String, Object> visible(JsonNode task) {
    return new TreeMap<>(
        Map.of(
            "title", task.path("title").asString(),
            "priority", task.path("priority").asString(),
            "status", task.path("status").asString(),
            "deleted", task.hasNonNull("deletedAt"),
            "version", task.path("version").asLong()));
  }

  String path() {
    return "/api/tasks/" + id;
  }
}
