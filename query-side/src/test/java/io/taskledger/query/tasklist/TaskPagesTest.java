package io.taskledger.query.tasklist;

import static io.taskledger.query.given.TaskInView.aTaskOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.events.task.Priority;
import io.taskledger.query.given.Api;
import io.taskledger.query.given.QuerySideTest;
import io.taskledger.query.given.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@QuerySideTest
class TaskPagesTest {
  private final UUID anna = UUID.randomUUID();
  private final Views views;
  private final Api api;

  @Autowired
  TaskPagesTest(Views views, Api api) {
    this.views = views;
    this.api = api;
  }

  private List<String> walk(String query, String field, IntConsumer afterEachPage) {
    var found = new ArrayList<String>();
    Optional<String> cursor = Optional.empty();
    int pages = 0;
    do {
      var answer = api.get(anna, "/api/tasks?" + query + cursor.map("&cursor="::concat).orElse(""));
      assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
      found.addAll(answer.items(field));
      cursor = answer.nextCursor();
      afterEachPage.accept(pages++);
    } while (cursor.isPresent());
    return found;
  }

  private void nineTasks() {
    for (int i = 0; i < 9; i++) {
      // Threes of equal times and priorities, so that pages end between equals.
      var task =
          aTaskOf(i % 2 == 0 ? anna : UUID.randomUUID())
              .assignedTo(anna)
              .called("task " + (char) ('a' + i))
              .describedAs("word")
              .created("2026-01-0%d".formatted(1 + i / 3) + "T00:00:00.123456Z")
              .time("updated_at", "2026-02-0%d".formatted(1 + i / 3) + "T00:00:00Z")
              .priority(Priority.values()[i / 3]);
      views.add(i < 4 ? task : task.due("2026-03-0%d".formatted(1 + i / 6) + "T00:00:00Z"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "sort=createdAt", "sort=-createdAt", "sort=updatedAt", "sort=-updatedAt",
        "sort=dueDate", "sort=-dueDate", "sort=priority", "sort=-priority", "sort=title",
        "sort=-title", "q=word", "q=word&sort=title"
      })
  void pagesOfAnySizeAddUpToTheWholeList(String query) {
    nineTasks();
    List<String> whole = walk(query, "taskId", page -> {});

    assertThat(whole).hasSize(9).doesNotHaveDuplicates();
    assertThat(walk(query + "&limit=1", "taskId", page -> {})).isEqualTo(whole);
    assertThat(walk(query + "&limit=2", "taskId", page -> {})).isEqualTo(whole);
    assertThat(walk(query + "&limit=9", "taskId", page -> {})).isEqualTo(whole);
  }

  @ParameterizedTest
  @CsvSource({
    "'', createdAt, desc",
    "createdAt, createdAt, asc",
    "-updatedAt, updatedAt, desc",
    "title, title, asc",
    "-title, title, desc"
  })
  void tasksComeInTheOrderAskedFor(String sort, String field, String direction) {
    nineTasks();
    List<String> values = walk(sort.isEmpty() ? "" : "sort=" + sort, field, page -> {});

    assertThat(direction.equals("asc") ? values : values.reversed()).isSorted();
  }

  @Test
  void priorityIsSortedByUrgency() {
    nineTasks();

    assertThat(walk("sort=-priority", "priority", page -> {}))
        .containsExactly("HIGH", "HIGH", "HIGH", "MEDIUM", "MEDIUM", "MEDIUM", "LOW", "LOW", "LOW");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dueDate", "-dueDate"})
  void tasksWithoutADueDateComeLast(String sort) {
    nineTasks();
    List<String> due = walk("limit=2&sort=" + sort, "dueDate", page -> {});

    assertThat(due.subList(0, 5)).noneMatch(String::isEmpty);
    assertThat(due.subList(5, 9)).allMatch(String::isEmpty);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sort=createdAt",
        "sort=updatedAt",
        "sort=-updatedAt",
        "sort=dueDate",
        "sort=-dueDate",
        "sort=priority",
        "sort=-priority",
        "sort=title",
        "sort=-title",
        "q=word",
        "q=wor&sort=-updatedAt",
        "status=pending&sort=dueDate"
      })
  void noUntouchedTaskIsSkippedOrSeenTwiceWhileOthersChange(String query) {
    nineTasks();
    List<String> untouched = walk(query, "taskId", page -> {});
    List<UUID> restless =
        Stream.generate(() -> views.add(aTaskOf(anna).called("restless word"))).limit(9).toList();
    // Each moves to another place between two pages, from behind the cursor and from before it.
    List<String> moves =
        List.of(
            "title = 'a word', due_date = now(), updated_at = now(), priority = 3",
            "title = 'zzz', description = 'word word', due_date = null, updated_at = '2026-02-02'",
            "deleted_at = now()",
            "deleted_at = null, status = 'completed', due_date = '2026-03-01', priority = 0",
            "title = 'task d', status = 'pending', updated_at = '2025-01-01'");

    List<String> seen =
        walk(
            query + "&limit=2",
            "taskId",
            page -> {
              for (int each = 0; each < restless.size(); each++) {
                views.change(restless.get(each), moves.get((page + each) % moves.size()));
              }
              if (page < 5) {
                views.add(aTaskOf(anna).called("new word").created("2027-01-01T00:00:00Z"));
              }
            });

    assertThat(seen.stream().filter(untouched::contains).toList()).isEqualTo(untouched);
    assertThat(seen).hasSizeGreaterThan(untouched.size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sort=createdAt", "sort=title", "status=pending", "q=word", "limit=2&sort=-title"})
  void aCursorOfAnotherSortOrFilterIsRefused(String other) {
    nineTasks();
    String cursor = api.get(anna, "/api/tasks?limit=2").nextCursor().orElseThrow();

    var answer = api.get(anna, "/api/tasks?" + other + "&cursor=" + cursor);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.wrong()).containsExactly("cursor");
  }

  @Test
  void aPageCanGetAnotherSizeOnTheWay() {
    nineTasks();
    String cursor = api.get(anna, "/api/tasks?limit=2").nextCursor().orElseThrow();

    assertThat(api.get(anna, "/api/tasks?limit=200&cursor=" + cursor).items("taskId")).hasSize(7);
  }
}
