package io.taskledger.query.pointintime;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.query.given.Api;
import io.taskledger.query.given.QuerySideTest;
import io.taskledger.query.given.TaskInView;
import io.taskledger.query.given.TestClock;
import io.taskledger.query.given.Views;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@QuerySideTest
class ListAsOfTest {
  private static final String LATER = "2026-04-01T00:00:00Z";
  private static final int MOMENTS = 4;

  private final Views views;
  private final Api api;
  private final TestClock clock;

  @Autowired
  ListAsOfTest(Views views, Api api, TestClock clock) {
    this.views = views;
    this.api = api;
    this.clock = clock;
  }

  @BeforeEach
  void itIsLater() {
    clock.set(LATER);
  }

  /** All pages of a list. */
  private List<JsonNode> walk(UUID caller, String query) {
    var found = new ArrayList<JsonNode>();
    Optional<String> cursor = Optional.empty();
    do {
      var answer =
          api.get(caller, "/api/tasks?" + query + cursor.map("&cursor="::concat).orElse(""));
      assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
      answer.json().path("items").forEach(found::add);
      cursor = answer.nextCursor();
    } while (cursor.isPresent());
    return found;
  }

  private List<String> asOf(UUID caller, Instant moment, String query) {
    return walk(caller, "asOf=" + moment + "&limit=4&" + query).stream()
        .map(task -> task.path("taskId").asString() + " " + task.path("version").asLong())
        .toList();
  }

  private static List<String> expected(
      Histories histories,
      UUID caller,
      Instant moment,
      Predicate<TaskInView> filter,
      Comparator<TaskInView> order) {
    return histories.seenBy(caller, moment).stream()
        .filter(filter)
        .sorted(order)
        .map(task -> task.id() + " " + task.version())
        .toList();
  }

  private static boolean inTrash(TaskInView task) {
    return task.get("deleted_at") != null;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyFilterAndOrderOfThenIsWhatTheModelSays(long seed) {
    var histories = new Histories(seed);
    histories.write(views);
    var model = new ListModel(histories.people.getLast());
    for (Instant moment : histories.moments(MOMENTS)) {
      for (UUID caller : histories.people) {
        model.filters.forEach(
            (query, filter) ->
                assertThat(asOf(caller, moment, query))
                    .as("%s as of %s", query, moment)
                    .isEqualTo(
                        expected(
                            histories,
                            caller,
                            moment,
                            task -> !inTrash(task) && filter.test(task, moment),
                            model.newestFirst)));
        model.orders.forEach(
            (query, order) ->
                assertThat(asOf(caller, moment, query))
                    .as("%s as of %s", query, moment)
                    .isEqualTo(expected(histories, caller, moment, task -> !inTrash(task), order)));
        assertThat(asOf(caller, moment, "deleted=true"))
            .isEqualTo(
                expected(histories, caller, moment, ListAsOfTest::inTrash, model.newestFirst));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12})
  void whatIsReadAsOfAMomentIsWhatWasReadThen(long seed) {
    var histories = new Histories(seed);
    histories.write(views);
    UUID caller = histories.people.getFirst();
    List<String> queries =
        Stream.concat(
                new ListModel(caller).filters.keySet().stream(),
                Stream.of("q=report", "q=water%20or%20tom", "q=%22budget%20and%20water%22"))
            .map("limit=4&"::concat)
            .toList();
    for (Instant moment : histories.moments(MOMENTS)) {
      var past =
          queries.stream().map(query -> walk(caller, "asOf=" + moment + "&" + query)).toList();
      histories.at(Instant.MAX).forEach(task -> views.remove(task.id()));
      histories.at(moment).forEach(views::add);
      clock.set(moment.toString());
      assertThat(past).isEqualTo(queries.stream().map(query -> walk(caller, query)).toList());
      clock.set(LATER);
      histories.at(moment).forEach(task -> views.remove(task.id()));
      histories.at(Instant.MAX).forEach(views::add);
    }
  }
}
