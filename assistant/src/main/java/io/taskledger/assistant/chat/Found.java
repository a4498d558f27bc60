package io.taskledger.assistant.chat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A task as the conversation knows it. */
record Found(
    UUID taskId,
    String title,
    String status,
    @Nullable Instant dueDate,
    @Nullable String timeZone,
    List<String> tags,
    long version) {

  /** The same after a change; null leaves the title. */
  Found at(long newVersion, @Nullable String newTitle) {
    return new Found(
        taskId, newTitle == null ? title : newTitle, status, dueDate, timeZone, tags, newVersion);
  }

  static Found of(JsonNode task) {
    List<String> tags = new ArrayList<>();
    task.path("tags").forEach(tag -> tags.add(tag.asString()));
    return new Found(
        UUID.fromString(task.path("taskId").asString()),
        task.path("title").asString(""),
        task.path("status").asString(""),
        task.path("dueDate").isString() ? Instant.parse(task.path("dueDate").asString()) : null,
        task.path("timeZone").isString() ? task.path("timeZone").asString() : null,
        tags,
        task.path("version").asLong());
  }

  static List<Found> all(JsonNode page) {
    List<Found> found = new ArrayList<>();
    page.path("items").forEach(task -> found.add(of(task)));
    return found;
  }
}
