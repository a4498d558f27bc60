package io.taskledger.query.tasklist;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.query.given.Api;
import io.taskledger.query.given.QuerySideTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@QuerySideTest
class BadParametersTest {
  private final UUID anna = UUID.randomUUID();
  private final Api api;

  @Autowired
  BadParametersTest(Api api) {
    this.api = api;
  }

  @ParameterizedTest
  @CsvSource({
    "status=open, status",
    "status=, status",
    "'status=pending,', status",
    "priority=high, priority",
    "tag=, tag",
    "categoryId=a&categoryId=b, categoryId",
    "assigneeId=1-1-1-1-1, assigneeId",
    "parentTaskId=x, parentTaskId",
    "dueBefore=2026-03-18, dueBefore",
    "dueBefore=2026-03-18T10:00:00, dueBefore",
    "dueAfter=+999999999-01-01T00:00:00Z, dueAfter",
    "overdue=yes, overdue",
    "deleted=1, deleted",
    "q=%20, q",
    "q=a%00b, q",
    "sort=owner, sort",
    "sort=--title, sort",
    "sort=title&sort=title, sort",
    "limit=0, limit",
    "limit=201, limit",
    "limit=99999999999, limit",
    "limit=5&limit=5, limit",
    "cursor=, cursor",
    "cursor=x!, cursor",
    "asOf=, asOf",
    "asOf=yesterday, asOf",
    "asOf=2026-01-01, asOf",
    "asOf=2026-01-01T00:00:00Z&asOf=2026-01-01T00:00:00Z, asOf",
    "asOf=2126-03-18T10:00:00Z, asOf",
    "color=red, color",
  })
  void aParameterThatCannotBeAcceptedIsNamed(String query, String name) {
    var answer = api.get(anna, "/api/tasks?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.code()).isEqualTo("invalid-parameter");
    assertThat(answer.wrong()).containsExactly(name);
  }

  @Test
  void allThatIsWrongIsNamedAtOnce() {
    assertThat(api.get(anna, "/api/tasks?limit=0&sort=x&status=pending&what=1").wrong())
        .containsExactlyInAnyOrder("what", "sort", "limit");
  }

  @Test
  void aMadeUpCursorIsRefusedAndNotGivenToTheDatabase() {
    String cursor = api.get(anna, "/api/tasks?sort=title").nextCursor().orElse("none");
    String forged =
        Base64.getUrlEncoder()
            .encodeToString(
                ("1:0000000000000000:" + UUID.randomUUID() + ":=x")
                    .getBytes(StandardCharsets.UTF_8));

    assertThat(cursor).isEqualTo("none");
    assertThat(api.get(anna, "/api/tasks?cursor=" + forged).wrong()).containsExactly("cursor");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/tasks?q=%zz", "/api/tasks?q=%e4%"})
  void aQueryThatIsNoQueryIsRefused(String path) {
    assertThat(api.raw(anna, path)).startsWith("HTTP/1.1 400");
  }

  @Test
  void theTaskAndItsHistoryTakeNoOtherParameters() {
    String path = "/api/tasks/" + UUID.randomUUID();

    assertThat(api.get(anna, path + "?x=1").wrong()).containsExactly("x");
    assertThat(api.get(anna, path + "?asOf=now").wrong()).containsExactly("asOf");
    assertThat(api.get(anna, path + "/history?asOf=2026-01-01T00:00:00Z").wrong())
        .containsExactly("asOf");
    assertThat(api.get(anna, path + "/history?x=1").wrong()).containsExactly("x");
  }
}
