package io.taskledger.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.events.task.TaskDeleted;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskRestored;
import io.taskledger.events.user.UserId;
import io.taskledger.events.user.UserRegistered;
import io.taskledger.query.given.Api;
import io.taskledger.query.given.QuerySideTest;
import io.taskledger.query.given.Views;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@QuerySideTest
class AuditTest {
  private final UserId anna = new UserId(UUID.randomUUID());
  private final TaskId task = new TaskId(UUID.randomUUID());
  private final Views views;
  private final Api api;

  @Autowired
  AuditTest(Views views, Api api) {
    this.views = views;
    this.api = api;
  }

  private List<String> fourEventsNewestFirst() {
    var ids = new ArrayList<String>();
    for (int i = 1; i <= 4; i++) {
      var event =
          i % 2 == 0 ? new TaskRestored(anna, task) : new TaskDeleted(anna, task, "because");
      String at = "2026-03-0%dT10:00:00Z".formatted(i);
      ids.addFirst(views.append(event, anna.value(), i, at, anna.value()).toString());
    }
    return ids;
  }

  private Api.Answer audit(String query) {
    return api.getAsAdmin("/api/audit?actor=" + anna + query);
  }

  @Test
  void onlyAdministratorsReadTheAudit() {
    assertThat(api.get(anna.value(), "/api/audit").status()).isEqualTo(403);
    assertThat(api.get(anna.value(), "/api/audit?limit=x").code()).isEqualTo("forbidden");
    assertThat(api.getAsAdmin("/api/audit").status()).isEqualTo(200);
  }

  @Test
  void anEventIsToldWithAllThatIsKnownOfIt() {
    List<String> ids = fourEventsNewestFirst();
    views.register(anna.value(), "Anna");

    var newest = audit("&limit=1").json().path("items").path(0);

    assertThat(newest.path("eventId").asString()).isEqualTo(ids.getFirst());
    assertThat(newest.path("position").asLong()).isPositive();
    assertThat(newest.path("type").asString()).isEqualTo("TaskRestored");
    assertThat(newest.path("at").asString()).isEqualTo("2026-03-04T10:00:00Z");
    assertThat(newest.path("taskId").asString()).isEqualTo(task.toString());
    assertThat(newest.path("streamId").asString()).isEqualTo(task.toString());
    assertThat(newest.path("userId").asString()).isEqualTo(anna.toString());
    assertThat(newest.path("actor").path("name").asString()).isEqualTo("Anna");
    assertThat(newest.path("version").asLong()).isEqualTo(4);
    assertThat(newest.path("correlationId").asString()).isEqualTo("correlation-1");
    assertThat(newest.path("payload").path("eventTimestamp").asLong()).isEqualTo(1772618400000L);
  }

  @Test
  void whatHappenedToAUserHasAStreamAndNoTask() {
    var registered = new UserRegistered(anna, "anna@example.org", Instant.EPOCH, "Anna");
    views.append(registered, anna.value(), 1, "2026-03-01T10:00:00Z", anna.value());

    var entry = audit("").json().path("items").path(0);

    assertThat(entry.path("streamId").asString()).isEqualTo(anna.toString());
    assertThat(entry.path("taskId").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 4 3 2 1",
    "&type=TaskDeleted, 3 1",
    "'&type=TaskDeleted,TaskRestored', 4 3 2 1",
    "&from=2026-03-02T10:00:00Z, 4 3 2",
    "&to=2026-03-02T10:00:00Z, 1",
    "&from=2026-03-02T00:00:00Z&to=2026-03-04T00:00:00Z, 3 2",
  })
  void filtersNarrowTheTrail(String query, String versions) {
    fourEventsNewestFirst();

    assertThat(audit(query).items("version")).containsExactly(versions.split(" "));
    assertThat(audit(query + "&taskId=" + task).items("version"))
        .hasSize(versions.split(" ").length);
    assertThat(audit(query + "&taskId=" + UUID.randomUUID()).items("version")).isEmpty();
  }

  @Test
  void pagesAddUpToTheWholeTrail() {
    List<String> ids = fourEventsNewestFirst();
    var found = new ArrayList<String>();
    Optional<String> cursor = Optional.empty();
    do {
      var page = audit("&limit=1" + cursor.map("&cursor="::concat).orElse(""));
      found.addAll(page.items("eventId"));
      cursor = page.nextCursor();
    } while (cursor.isPresent());

    assertThat(found).isEqualTo(ids);
  }

  @ParameterizedTest
  @CsvSource({
    "from=yesterday, from", "to=2026, to", "actor=anna, actor", "type=TaskEaten, type",
    "taskId=7, taskId", "limit=1000, limit", "cursor=x, cursor", "page=2, page"
  })
  void aParameterThatCannotBeAcceptedIsNamed(String query, String name) {
    assertThat(api.getAsAdmin("/api/audit?" + query).wrong()).containsExactly(name);
  }
}
