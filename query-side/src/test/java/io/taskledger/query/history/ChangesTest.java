package io.taskledger.query.history;

import static io.taskledger.query.given.TaskInView.aTaskOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.events.task.Priority;
import io.taskledger.events.task.TaskChanges;
import io.taskledger.events.task.TaskCreated;
import io.taskledger.events.task.TaskField;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskUpdated;
import io.taskledger.events.user.UserId;
import io.taskledger.query.given.Api;
import io.taskledger.query.given.QuerySideTest;
import io.taskledger.query.given.TaskInView;
import io.taskledger.query.given.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@QuerySideTest
class ChangesTest {
  private final UUID anna = UUID.randomUUID();
  private final UUID ben = UUID.randomUUID();
  private final Views views;
  private final Api api;

  @Autowired
  ChangesTest(Views views, Api api) {
    this.views = views;
    this.api = api;
  }

  /** A task of Anna's that Ben works on: created by her, renamed by him. */
  private TaskId sharedTask() {
    TaskInView row = aTaskOf(anna).assignedTo(ben);
    views.add(row);
    var task = new TaskId(row.id());
    views.append(
        new TaskCreated(
            new UserId(anna),
            task,
            "plant",
            null,
            Priority.LOW,
            null,
            null,
            List.of(),
            null,
            new UserId(ben),
            null,
            null,
            List.of(),
            null),
        anna,
        1,
        "2026-03-01T10:00:00Z",
        anna);
    views.append(
        new TaskUpdated(
            new UserId(anna),
            task,
            TaskChanges.of(TaskField.TITLE, "tree"),
            TaskChanges.of(TaskField.TITLE, "plant")),
        anna,
        2,
        "2026-03-02T10:00:00Z",
        ben);
    return task;
  }

  private Api.Answer changes(UUID caller, String query) {
    return api.get(caller, "/api/changes?" + query);
  }

  @Test
  void whatIDidAndWhatOthersDidAreToldApart() {
    TaskId task = sharedTask();
    assertThat(changes(anna, "by=me").items("type")).containsExactly("TaskCreated");
    var others = changes(anna, "by=others");
    assertThat(others.items("type")).containsExactly("TaskUpdated");
    assertThat(others.items("taskId")).containsExactly(task.toString());
    assertThat(others.items("title")).containsExactly("tree");
    assertThat(others.items("undoable")).containsExactly("true");
    assertThat(others.json().path("items").path(0).path("changes").toString())
        .isEqualTo("[{\"field\":\"title\",\"from\":\"plant\",\"to\":\"tree\"}]");
    assertThat(changes(ben, "by=me").items("type")).containsExactly("TaskUpdated");
  }

  @Test
  void strangersSeeNothing() {
    sharedTask();
    assertThat(changes(UUID.randomUUID(), "by=others").items("type")).isEmpty();
  }

  @Test
  void changesComeNewestFirstPageByPage() {
    sharedTask();
    sharedTask();
    List<String> seen = new ArrayList<>();
    Optional<String> cursor = Optional.of("");
    while (cursor.isPresent()) {
      String next = cursor.get();
      var page = changes(anna, "by=me&limit=1" + (next.isEmpty() ? "" : "&cursor=" + next));
      seen.addAll(page.items("eventId"));
      cursor = page.nextCursor();
    }
    assertThat(seen).hasSize(2).doesNotHaveDuplicates();
    assertThat(changes(anna, "by=me&since=2026-03-01T10:00:01Z").items("type")).isEmpty();
  }

  @Test
  void itHasToBeSaidWhoseChanges() {
    assertThat(changes(anna, "limit=1").wrong()).containsExactly("by");
    assertThat(changes(anna, "by=everybody").wrong()).containsExactly("by");
  }
}
