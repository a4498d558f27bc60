package io.taskledger.query.tasklist;

import static io.taskledger.query.given.TaskInView.aTaskOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.events.task.Priority;
import io.taskledger.query.given.Api;
import io.taskledger.query.given.QuerySideTest;
import io.taskledger.query.given.TaskInView;
import io.taskledger.query.given.TestClock;
import io.taskledger.query.given.Views;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@QuerySideTest
class TaskFilterTest {
  private static final UUID CATEGORY_PARENT = UUID.randomUUID();

  private final UUID anna = UUID.randomUUID();
  private final Views views;
  private final Api api;

  @Autowired
  TaskFilterTest(Views views, Api api, TestClock clock) {
    this.views = views;
    this.api = api;
    clock.set("2026-03-18T12:00:00Z");
  }

  private TaskInView annas(String title) {
    return aTaskOf(anna).called(title);
  }

  @ParameterizedTest
  @CsvSource({
    "status=pending, late soon red",
    "status=in-progress, blue",
    "status=in-progress&status=completed, blue done",
    "'status=in-progress,completed', blue done",
    "priority=URGENT, late",
    "'priority=URGENT,LOW', late soon",
    "tag=home, late red",
    "tag=home&tag=garden, red",
    "categoryId=work, soon",
    "overdue=true, late",
    "overdue=false, soon red blue done",
    "dueBefore=2026-03-18T12:00:00Z, late done",
    "dueAfter=2026-03-19T00:00:00%2B02:00, soon",
    "dueAfter=2026-03-17T10:00:00Z&dueBefore=2026-03-18T10:00:00Z, late done",
    "deleted=true, gone",
    "deleted=false, late soon red blue done",
    "q=plants, red",
    "q=water%20-tomatoes, blue",
    "q=nothing-like-it, ''",
  })
  void aFilterLetsThroughWhatItSays(String query, String titles) {
    views.add(annas("late").due("2026-03-17T10:00:00Z").priority(Priority.URGENT).tagged("home"));
    views.add(annas("soon").due("2026-03-19T10:00:00Z").priority(Priority.LOW).inCategory("work"));
    views.add(annas("red").tagged("home", "garden").describedAs("Plant and water tomatoes"));
    views.add(annas("blue").status("in-progress").describedAs("water"));
    views.add(annas("done").status("completed").due("2026-03-17T10:00:00Z"));
    views.add(annas("gone").inTrashSince("2026-03-01T00:00:00Z"));

    var answer = api.get(anna, "/api/tasks?" + query);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.items("title"))
        .containsExactlyInAnyOrder(titles.isEmpty() ? new String[0] : titles.split(" "));
  }

  @Test
  void assigneeAndParentAreFilters() {
    UUID bert = UUID.randomUUID();
    views.add(annas("berts").assignedTo(bert));
    views.add(annas("part").partOf(CATEGORY_PARENT));

    assertThat(api.get(anna, "/api/tasks?assigneeId=" + bert).items("title"))
        .containsExactly("berts");
    assertThat(api.get(anna, "/api/tasks?parentTaskId=" + CATEGORY_PARENT).items("title"))
        .containsExactly("part");
  }

  @Test
  void aMatchInTheTitleRanksAboveOneInTheDescription() {
    views.add(annas("water the plants").created("2026-01-01T00:00:00Z"));
    views.add(annas("shopping").describedAs("a can to water with").created("2026-01-02T00:00:00Z"));

    assertThat(api.get(anna, "/api/tasks?q=water").items("title"))
        .containsExactly("water the plants", "shopping");
    assertThat(api.get(anna, "/api/tasks?q=water&sort=-createdAt").items("title"))
        .containsExactly("shopping", "water the plants");
  }

  @Test
  void aPersonSeesWhatTheyOwnOrAreAssignedToAndEachTaskOnce() {
    UUID bert = UUID.randomUUID();
    views.add(annas("own"));
    views.add(annas("own and assigned").assignedTo(anna));
    views.add(aTaskOf(bert).called("assigned").assignedTo(anna));
    views.add(aTaskOf(bert).called("of another"));

    assertThat(api.get(anna, "/api/tasks").items("title"))
        .containsExactlyInAnyOrder("own", "own and assigned", "assigned");
  }

  @Test
  void emptyFieldsOfATaskAreNull() {
    views.add(annas("bare"));

    var task = api.get(anna, "/api/tasks").json().path("items").path(0);

    assertThat(task.propertyNames())
        .containsExactly(
            "taskId",
            "userId",
            "title",
            "description",
            "priority",
            "status",
            "dueDate",
            "timeZone",
            "categoryId",
            "tags",
            "assigneeId",
            "parentTaskId",
            "recurrence",
            "reminders",
            "createdAt",
            "updatedAt",
            "completedAt",
            "deletedAt",
            "version");
    assertThat(task.path("dueDate").isNull()).isTrue();
    assertThat(task.path("createdAt").asString()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(task.path("priority").asString()).isEqualTo("MEDIUM");
  }
}
