package io.taskledger.query;

import static io.taskledger.query.given.TaskInView.aTaskOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.query.given.Api;
import io.taskledger.query.given.QuerySideTest;
import io.taskledger.query.given.Views;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@QuerySideTest
class ViewAwayTest {
  private static final String SEARCH = "/api/tasks?q=milk&asOf=2026-03-18T09:00:00Z";

  private final UUID anna = UUID.randomUUID();
  private final Views views;
  private final Api api;

  @Autowired
  ViewAwayTest(Views views, Api api) {
    this.views = views;
    this.api = api;
    views.add(aTaskOf(anna).called("Milk"));
  }

  @Test
  void aViewThatIsNotThereYetIsAnsweredWith503() {
    assertUnavailableWhile(
        "/api/tasks",
        "alter table task rename to task_away",
        "alter table task_away rename to task");
  }

  @Test
  void aViewThatStillHasItsOldShapeIsAnsweredWith503() {
    assertUnavailableWhile(
        SEARCH,
        "alter table task_version rename search to search_away",
        "alter table task_version rename search_away to search");
  }

  private void assertUnavailableWhile(String path, String begin, String end) {
    assertThat(api.get(anna, path).status()).isEqualTo(200);
    views.define(begin);
    try {
      var answer = api.get(anna, path);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.code()).isEqualTo("view-unavailable");
    } finally {
      views.define(end);
    }
    assertThat(api.get(anna, path).status()).isEqualTo(200);
  }
}
