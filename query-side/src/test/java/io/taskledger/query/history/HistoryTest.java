package io.taskledger.query.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.events.task.Priority;
import io.taskledger.events.task.Status;
import io.taskledger.events.task.TaskChanges;
import io.taskledger.events.task.TaskCompleted;
import io.taskledger.events.task.TaskCreated;
import io.taskledger.events.task.TaskDeleted;
import io.taskledger.events.task.TaskEvent;
import io.taskledger.events.task.TaskField;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskRestored;
import io.taskledger.events.task.TaskUpdated;
import io.taskledger.events.user.UserId;
import io.taskledger.events.user.UserRegistered;
import io.taskledger.query.given.Api;
import io.taskledger.query.given.QuerySideTest;
import io.taskledger.query.given.Views;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@QuerySideTest
class HistoryTest {
  private final UserId anna = new UserId(UUID.randomUUID());
  private final UserId bert = new UserId(UUID.randomUUID());
  private final TaskId task = new TaskId(UUID.randomUUID());
  private final Views views;
  private final Api api;
  private long version;

  @Autowired
  HistoryTest(Views views, Api api) {
    this.views = views;
    this.api = api;
  }

  private UUID happened(TaskEvent event, String at) {
    return views.append(event, anna.value(), ++version, at, anna.value());
  }

  private void created() {
    happened(
        new TaskCreated(
            anna,
            task,
            "plant",
            null,
            Priority.HIGH,
            Instant.parse("2026-03-20T10:00:00Z"),
            null,
            List.of("home"),
            null,
            null,
            null,
            null,
            List.of(),
            null),
        "2026-03-01T10:00:00Z");
  }

  private void updated(TaskField field, @Nullable Object from, @Nullable Object to) {
    happened(
        new TaskUpdated(anna, task, TaskChanges.of(field, to), TaskChanges.of(field, from)),
        "2026-03-02T10:00:00Z");
  }

  private List<Boolean> undoable() {
    return history(anna)
        .json()
        .path("items")
        .valueStream()
        .map(entry -> entry.path("undoable").asBoolean())
        .toList();
  }

  private Api.Answer history(UserId caller) {
    return api.get(caller.value(), "/api/tasks/" + task + "/history");
  }

  private JsonNode entry(int index) {
    return history(anna).json().path("items").path(index);
  }

  private static void assertChanges(JsonNode entry, String changes) {
    assertThat(entry.path("changes").toString()).isEqualTo(changes.replace('\'', '"'));
  }

  @Test
  void creationSetsEachFieldThatWasGiven() {
    created();
    views.register(anna.value(), "Anna");

    assertChanges(
        entry(0),
        "[{'field':'title','from':null,'to':'plant'},"
            + "{'field':'priority','from':null,'to':'HIGH'},"
            + "{'field':'status','from':null,'to':'pending'},"
            + "{'field':'dueDate','from':null,'to':'2026-03-20T10:00:00Z'},"
            + "{'field':'tags','from':null,'to':['home']}]");
    assertThat(entry(0).path("type").asString()).isEqualTo("TaskCreated");
    assertThat(entry(0).path("at").asString()).isEqualTo("2026-03-01T10:00:00Z");
    assertThat(entry(0).path("version").asLong()).isEqualTo(1);
    assertThat(entry(0).path("undoable").asBoolean()).isTrue();
    assertThat(entry(0).path("actor").toString())
        .isEqualTo("{\"userId\":\"%s\",\"name\":\"Anna\",\"kind\":\"user\"}".formatted(anna));
  }

  @Test
  void anUpdateTellsWhatTheFieldsWereAndAre() {
    created();
    updated(TaskField.DUE_DATE, Instant.parse("2026-03-20T10:00:00Z"), null);
    updated(TaskField.STATUS, Status.PENDING, Status.IN_PROGRESS);

    assertChanges(entry(1), "[{'field':'dueDate','from':'2026-03-20T10:00:00Z','to':null}]");
    assertChanges(entry(2), "[{'field':'status','from':'pending','to':'in-progress'}]");
    assertThat(entry(1).path("undoable").asBoolean()).isTrue();
  }

  @Test
  void anEventIsUndoableAsLongAsSomethingOfItIsLeft() {
    created();
    updated(TaskField.TITLE, "plant", "sow");
    updated(TaskField.TITLE, "sow", "reap");
    happened(new TaskDeleted(anna, task, "user-deletion"), "2026-03-04T10:00:00Z");
    assertThat(undoable()).containsExactly(false, false, false, true);

    happened(new TaskRestored(anna, task), "2026-03-05T10:00:00Z");
    assertThat(undoable()).containsExactly(true, false, true, false, true);
  }

  @Test
  void reopeningEmptiesTheTimeOfTheCompletion() {
    created();
    happened(
        new TaskCompleted(anna, task, Instant.parse("2026-03-03T10:00:00Z"), 1),
        "2026-03-03T10:00:00Z");
    updated(TaskField.STATUS, Status.COMPLETED, Status.PENDING);

    assertChanges(
        entry(2),
        "[{'field':'status','from':'completed','to':'pending'},"
            + "{'field':'completedAt','from':'2026-03-03T10:00:00Z','to':null}]");
  }

  @Test
  void completionTellsTheStatusBefore() {
    created();
    updated(TaskField.STATUS, Status.PENDING, Status.IN_PROGRESS);
    happened(
        new TaskCompleted(anna, task, Instant.parse("2026-03-03T10:00:00Z"), 1),
        "2026-03-03T10:00:00Z");

    assertChanges(
        entry(2),
        "[{'field':'status','from':'in-progress','to':'completed'},"
            + "{'field':'completedAt','from':null,'to':'2026-03-03T10:00:00Z'}]");
  }

  @Test
  void trashAndBackAreChangesOfDeletedAt() {
    created();
    happened(new TaskDeleted(anna, task, "user-deletion"), "2026-03-04T10:00:00Z");
    happened(new TaskRestored(anna, task), "2026-03-05T10:00:00Z");

    assertChanges(entry(1), "[{'field':'deletedAt','from':null,'to':'2026-03-04T10:00:00Z'}]");
    assertChanges(entry(2), "[{'field':'deletedAt','from':'2026-03-04T10:00:00Z','to':null}]");
    assertThat(history(anna).items("version")).containsExactly("1", "2", "3");
  }

  @Test
  void anAssigneeSeesTheHistoryAsLongAsTheyAreAssigned() {
    created();
    assertThat(history(bert).status()).isEqualTo(404);

    updated(TaskField.ASSIGNEE_ID, null, bert);
    assertThat(history(bert).status()).isEqualTo(200);

    updated(TaskField.ASSIGNEE_ID, bert, null);
    assertThat(history(bert).code()).isEqualTo("task-not-found");
    assertThat(history(anna).status()).isEqualTo(200);
  }

  @Test
  void whatTheSystemDidHasNoPersonBehindIt() {
    created();
    views.append(
        new TaskDeleted(anna, task, "clean-up"), anna.value(), 2, "2026-03-04T10:00:00Z", null);

    assertThat(entry(1).path("actor").toString())
        .isEqualTo("{\"userId\":null,\"name\":null,\"kind\":\"system\"}");
    assertThat(entry(0).path("actor").path("name").isNull()).isTrue();
  }

  @Test
  void anUndoTellsWhatItTookBackAndWhoDidIt() {
    created();
    UUID deletion = happened(new TaskDeleted(anna, task, "user-deletion"), "2026-03-04T10:00:00Z");
    UUID undo = happened(new TaskRestored(anna, task), "2026-03-05T10:00:00Z");
    views.undid(undo, deletion, "assistant");

    assertThat(entry(2).path("undoes").asString()).isEqualTo(deletion.toString());
    assertThat(entry(2).path("actor").path("kind").asString()).isEqualTo("assistant");
    assertThat(entry(1).has("undoes")).isFalse();
  }

  @Test
  void whatHappenedToAUserIsNotTheHistoryOfATask() {
    views.append(
        new UserRegistered(anna, "anna@example.org", Instant.parse("2026-01-01T00:00:00Z"), "Anna"),
        anna.value(),
        1,
        "2026-01-01T00:00:00Z",
        anna.value());

    assertThat(api.get(anna.value(), "/api/tasks/" + anna + "/history").code())
        .isEqualTo("task-not-found");
  }

  @Test
  void aLongHistoryIsReadPageByPageInEitherOrder() {
    created();
    for (int i = 0; i < 1_100; i++) {
      updated(TaskField.TITLE, "title " + i, "title " + (i + 1));
    }

    for (String order : List.of("asc", "desc")) {
      List<String> versions = new ArrayList<>();
      String cursor = "";
      do {
        JsonNode page = page("?order=" + order + "&limit=400" + cursor).json();
        versions.addAll(page.path("items").findValuesAsString("version"));
        cursor = page.has("nextCursor") ? "&cursor=" + page.path("nextCursor").asString() : "";
      } while (!cursor.isEmpty());
      List<String> all = new ArrayList<>();
      for (int each = 1; each <= 1_101; each++) {
        all.add(Integer.toString(each));
      }
      assertThat(versions).isEqualTo(order.equals("asc") ? all : all.reversed());
    }
    JsonNode whole = page("").json();
    assertThat(whole.path("items").size()).isEqualTo(1_000);
    assertThat(whole.has("nextCursor")).isTrue();
    JsonNode newest = page("?order=desc&limit=1").json().path("items").path(0);
    assertThat(newest.path("undoable").asBoolean()).isTrue();
    assertThat(newest.path("changes").path(0).path("to").asString()).isEqualTo("title 1100");
  }

  @ParameterizedTest
  @CsvSource({
    "?limit=0, limit",
    "?limit=1001, limit",
    "?order=newest, order",
    "?cursor=x, cursor",
    "?order=desc&cursor=MTphc2M6NQ, cursor",
    "?page=2, page"
  })
  void anotherPageThanThereIsIsRefused(String query, String field) {
    created();

    assertThat(page(query).wrong()).containsExactly(field);
  }

  private Api.Answer page(String query) {
    return api.get(anna.value(), "/api/tasks/" + task + "/history" + query);
  }
}
