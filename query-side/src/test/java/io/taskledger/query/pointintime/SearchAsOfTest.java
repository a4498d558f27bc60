package io.taskledger.query.pointintime;

import static io.taskledger.query.given.TaskInView.aTaskOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.query.given.Api;
import io.taskledger.query.given.QuerySideTest;
import io.taskledger.query.given.TaskInView;
import io.taskledger.query.given.TestClock;
import io.taskledger.query.given.Views;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The versions are enough: no task of these stands in the list of the tasks as they are. */
@QuerySideTest
class SearchAsOfTest {
  private static final String AT_NINE = "2026-03-18T09:00:00Z";
  private static final String AT_TEN = "2026-03-18T10:00:00Z";
  private static final String AT_ELEVEN = "2026-03-18T11:00:00Z";

  private final UUID anna = UUID.randomUUID();
  private final UUID bert = UUID.randomUUID();
  private final Views views;
  private final Api api;

  @Autowired
  SearchAsOfTest(Views views, Api api, TestClock clock) {
    this.views = views;
    this.api = api;
    clock.set("2026-03-18T12:00:00Z");
  }

  private static TaskInView gardening(UUID owner) {
    return aTaskOf(owner).called("plan the garden").tagged("home").describedAs("tomatoes");
  }

  /** The version of each task that is found. */
  private List<String> found(UUID caller, String q, String asOf) {
    var answer = api.get(caller, "/api/tasks?q=" + q + "&asOf=" + asOf);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.items("version");
  }

  private void aWordIsTakenForAnother(
      UnaryOperator<TaskInView> atTen, String before, String after) {
    TaskInView created = gardening(anna);
    TaskInView changed = atTen.apply(created.next());
    views.addVersion(created, AT_NINE);
    views.addVersion(changed, AT_TEN);
    views.addVersion(changed.next().status("completed"), AT_ELEVEN);

    assertThat(found(anna, before, AT_NINE)).containsExactly("1");
    assertThat(found(anna, after, AT_NINE)).isEmpty();
    assertThat(found(anna, before, AT_TEN)).isEmpty();
    assertThat(found(anna, after, AT_TEN)).containsExactly("2");
    assertThat(found(anna, before, AT_ELEVEN)).isEmpty();
    assertThat(found(anna, after, AT_ELEVEN)).containsExactly("3");
  }

  @Test
  void aTaskIsFoundByTheTitleOfThen() {
    aWordIsTakenForAnother(task -> task.called("plan the balcony"), "gardens", "balconies");
  }

  @Test
  void aTaskIsFoundByTheDescriptionOfThen() {
    aWordIsTakenForAnother(task -> task.describedAs("cucumbers"), "tomato", "cucumber");
  }

  @Test
  void aTaskIsFoundByTheTagsOfThen() {
    aWordIsTakenForAnother(task -> task.tagged("allotment"), "home", "allotments");
  }

  @Test
  void wordsThatCameLaterAreNotFound() {
    TaskInView created = gardening(anna);
    TaskInView begun = created.next().status("in-progress");
    views.addVersion(created, AT_NINE);
    views.addVersion(begun, AT_TEN);
    views.addVersion(begun.next().called("plan the balcony"), AT_ELEVEN);

    assertThat(found(anna, "garden", AT_TEN)).containsExactly("2");
    assertThat(found(anna, "balcony", AT_TEN)).isEmpty();
  }

  @Test
  void aWordThatWasNotChangedIsFoundBesideOneThatWas() {
    TaskInView created = gardening(anna);
    views.addVersion(created, AT_NINE);
    views.addVersion(created.next().called("done"), AT_TEN);

    assertThat(found(anna, "tomato", AT_TEN)).containsExactly("2");
    assertThat(found(anna, "home%20done", AT_TEN)).containsExactly("2");
  }

  @Test
  void ofSeveralTextsAtOneTimeTheLastCounts() {
    TaskInView created = gardening(anna);
    TaskInView second = created.next().called("plan the balcony");
    TaskInView third = second.next().called("plan the roof");
    TaskInView fourth = third.next().status("completed");
    List.of(third, fourth, created, second).forEach(task -> views.addVersion(task, AT_NINE));

    assertThat(found(anna, "roof", AT_NINE)).containsExactly("4");
    assertThat(found(anna, "balcony", AT_NINE)).isEmpty();
    assertThat(found(anna, "garden", AT_NINE)).isEmpty();
  }

  @Test
  void anAssigneeFindsItByWordsOfBeforeItWasTheirs() {
    TaskInView created = gardening(anna);
    views.addVersion(created, AT_NINE);
    views.addVersion(created.next().assignedTo(bert), AT_TEN);

    assertThat(found(bert, "garden", AT_NINE)).isEmpty();
    assertThat(found(bert, "garden", AT_TEN)).containsExactly("2");
  }
}
