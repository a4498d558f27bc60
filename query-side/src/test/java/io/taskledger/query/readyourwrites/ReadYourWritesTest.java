package io.taskledger.query.readyourwrites;

import static io.taskledger.query.given.TaskInView.aTaskOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.query.given.Api;
import io.taskledger.query.given.EventStreamServer;
import io.taskledger.query.given.Positions;
import io.taskledger.query.given.QuerySideTest;
import io.taskledger.query.given.Views;
import io.taskledger.query.viewprogress.View;
import io.taskledger.web.PositionTokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@QuerySideTest
class ReadYourWritesTest {
  private static final String HEADER = PositionTokens.MIN_POSITION_HEADER;

  private final UUID anna = UUID.randomUUID();
  private final Views views;
  private final Api api;
  private final ReadYourWrites readYourWrites;

  @Autowired
  ReadYourWritesTest(Views views, Api api, ReadYourWrites readYourWrites) {
    this.views = views;
    this.api = api;
    this.readYourWrites = readYourWrites;
  }

  @BeforeEach
  void theDashboardIsUpAndNobodyWaits() {
    views.dashboardApplied(Map.of());
    for (View view : View.values()) {
      await().until(() -> readYourWrites.waiting(view) == 0);
    }
  }

  private static String token(UUID streamId, long version) {
    return Positions.of(streamId, version);
  }

  /** Sends a read that has to wait, and returns when it does. */
  private CompletableFuture<Api.Answer> waiting(View view, String path, String tokens) {
    int before = readYourWrites.waiting(view);
    var answer =
        CompletableFuture.supplyAsync(
            () -> api.get(anna, path, HEADER, tokens, "Prefer", "wait=10"));
    await().until(() -> readYourWrites.waiting(view) == before + 1);
    return answer;
  }

  @Test
  void aReadOfWhatIsAppliedDoesNotWait() {
    UUID task = views.add(aTaskOf(anna));
    views.applied("task-list", task, 2);

    assertThat(api.get(anna, "/api/tasks/" + task, HEADER, token(task, 2)).status()).isEqualTo(200);
    assertThat(api.get(anna, "/api/tasks/" + task, HEADER, token(task, 1)).status()).isEqualTo(200);
  }

  @Test
  void aReadWaitsUntilItsViewIsAnnounced() {
    UUID task = views.add(aTaskOf(anna));
    views.applied("task-list", task, 1);
    var answer = waiting(View.TASK_LIST, "/api/tasks/" + task, token(task, 2));

    views.change(task, "version = 2");
    views.applied("task-list", task, 2);
    views.announce("task-list");

    assertThat(answer).succeedsWithin(Duration.ofSeconds(5));
    assertThat(answer.join().json().path("version").asLong()).isEqualTo(2);
  }

  @Test
  void anAnnouncementOfLessThanWhatIsWantedReleasesNobody() {
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();
    var answer = waiting(View.TASK_LIST, "/api/tasks", token(first, 2) + ", " + token(second, 1));

    views.applied("task-list", first, 2);
    views.announce("task-list");
    var marker = waiting(View.TASK_LIST, "/api/tasks", token(second, 1) + "," + token(second, 1));
    assertThat(answer).isNotDone();

    views.applied("task-list", second, 1);
    views.announce("task-list");
    assertThat(answer).succeedsWithin(Duration.ofSeconds(5));
    assertThat(marker).succeedsWithin(Duration.ofSeconds(5));
  }

  @Test
  void theDashboardWaitsForRedis() {
    UUID task = UUID.randomUUID();
    views.redis().set("dashboard_1:task:" + task, "{\"v\":1}");
    var answer = waiting(View.DASHBOARD, "/api/dashboard", token(task, 2));

    views.redis().set("dashboard_1:task:" + task, "{\"v\":2}");
    views.redis().publish("dashboard:applied", "0");

    assertThat(answer).succeedsWithin(Duration.ofSeconds(5));
    assertThat(answer.join().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "TASK_LIST, /api/tasks",
    "TASK_LIST, /api/tasks?q=word",
    "AUDIT_TRAIL, /api/tasks/%s/history",
    "AUDIT_TRAIL, /api/notifications"
  })
  void whatAnotherViewHasAppliedDoesNotCount(View view, String path) {
    UUID task = UUID.randomUUID();
    View other = view == View.TASK_LIST ? View.AUDIT_TRAIL : View.TASK_LIST;
    views.applied(other.consumer(), task, 1);

    var answer = api.get(anna, path.formatted(task), HEADER, token(task, 1), "Prefer", "wait=0");

    assertThat(answer.code()).isEqualTo("view-behind");
  }

  @Test
  void whenTheTimeIsOverTheReadIsToldToComeBack() {
    long begin = System.nanoTime();

    var answer = api.get(anna, "/api/tasks", HEADER, token(UUID.randomUUID(), 1));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.code()).isEqualTo("view-behind");
    assertThat(answer.header("Retry-After")).isNotEqualTo("(none)");
    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(5));
  }

  @Test
  void whatWasAppliedWithoutAnAnnouncementIsSeenWhenTheTimeIsOver() {
    UUID task = UUID.randomUUID();
    var answer =
        CompletableFuture.supplyAsync(
            () -> api.get(anna, "/api/tasks", HEADER, token(task, 1), "Prefer", "wait=1"));
    await().until(() -> readYourWrites.waiting(View.TASK_LIST) == 1);

    views.applied("task-list", task, 1);

    assertThat(answer).succeedsWithin(Duration.ofSeconds(5));
    assertThat(answer.join().status()).isEqualTo(200);
  }

  @Test
  void aListenerThatLostItsConnectionLooksAgainWhenItIsBack() {
    UUID task = UUID.randomUUID();
    var answer = waiting(View.TASK_LIST, "/api/tasks", token(task, 1));

    views.applied("task-list", task, 1);
    views.cutOffListeners();

    assertThat(answer).succeedsWithin(Duration.ofSeconds(5));
    assertThat(answer.join().status()).isEqualTo(200);
  }

  @Test
  void theRedisListenerComesBackToo() {
    UUID task = UUID.randomUUID();
    var answer = waiting(View.DASHBOARD, "/api/dashboard", token(task, 1));

    views.redis().set("dashboard_1:task:" + task, "{\"v\":1}");
    views.cutOffListeners();

    assertThat(answer).succeedsWithin(Duration.ofSeconds(5));
    assertThat(answer.join().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "1",
        ",",
        // The format of before, which nobody signed: 1:<uuid>:1
        "MTowMTkzYTRiNy0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDE6MQ"
      })
  void aTokenThatNoCommandAnsweredIsRefused(String token) {
    var answer = api.get(anna, "/api/tasks", HEADER, token);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.wrong()).containsExactly(HEADER);
  }

  @Test
  void aBadRequestDoesNotWait() {
    var answer =
        api.get(
            anna, "/api/tasks?limit=0", HEADER, token(UUID.randomUUID(), 1), "Prefer", "wait=10");

    assertThat(answer.wrong()).containsExactly("limit");
  }

  @Test
  void aTokenThatSomebodyMadeUpIsRefusedAndTellsNothing() {
    UUID task = views.add(aTaskOf(anna));
    views.applied("task-list", task, 1);
    String madeUp = new PositionTokens(List.of("another secret")).issue(Map.of(task, 1L));

    assertThat(api.get(anna, "/api/tasks", HEADER, madeUp).wrong()).containsExactly(HEADER);
    assertThat(api.get(anna, "/api/tasks", HEADER, token(task, 1)).status()).isEqualTo(200);
  }

  /** Something that is in the store and in no view; live streams pass over it. */
  private long changed(UUID actor, UUID task, long version) {
    views.isDeadLetter(task, version);
    return EventStreamServer.started().append(actor, task, version);
  }

  @Test
  void theTokenOfALargeCommandStandsForAllThatTheUserDidInIt() {
    UUID ben = UUID.randomUUID();
    List<UUID> tasks = Stream.generate(UUID::randomUUID).limit(5).toList();
    long first = changed(anna, tasks.get(0), 1);
    changed(ben, UUID.randomUUID(), 1);
    changed(anna, tasks.get(0), 2);
    tasks.subList(1, 4).forEach(task -> changed(anna, task, 1));
    long last = changed(anna, tasks.get(4), 1);
    changed(anna, tasks.get(4), 2);
    String token = Positions.of(anna, first, last);

    views.applied("task-list", tasks.get(0), 2);
    tasks.subList(1, 4).forEach(task -> views.applied("task-list", task, 1));
    assertThat(api.get(anna, "/api/tasks", HEADER, token, "Prefer", "wait=0").code())
        .isEqualTo("view-behind");

    views.applied("task-list", tasks.get(4), 1);
    assertThat(api.get(anna, "/api/tasks", HEADER, token, "Prefer", "wait=0").status())
        .as("without what Ben did, and what Anna did later")
        .isEqualTo(200);
  }

  @Test
  void withoutCommandSideTheTokenOfALargeCommandIsToldToComeBack() {
    EventStreamServer store = EventStreamServer.started();
    long position = changed(anna, UUID.randomUUID(), 1);
    store.goAway();
    try {
      assertThat(api.get(anna, "/api/tasks", HEADER, Positions.of(anna, position, position)).code())
          .isEqualTo("view-behind");
    } finally {
      store.comeBack();
    }
  }

  @Test
  void nobodyTakesThePlacesOfOthersByWaiting() {
    UUID task = UUID.randomUUID();
    String never = token(task, 1);
    var waiting =
        Stream.generate(() -> waiting(View.TASK_LIST, "/api/tasks", never)).limit(16).toList();

    var oneMore = api.get(anna, "/api/tasks", HEADER, never, "Prefer", "wait=10");
    var without = api.get(anna, "/api/tasks");
    var other = api.get(UUID.randomUUID(), "/api/tasks", HEADER, never, "Prefer", "wait=0");
    waiting.forEach(each -> assertThat(each).isNotDone());

    assertThat(oneMore.code()).isEqualTo("too-many-requests");
    assertThat(without.status()).isEqualTo(200);
    assertThat(other.code()).isEqualTo("view-behind");
    views.applied("task-list", task, 1);
    views.announce("task-list");
    waiting.forEach(each -> assertThat(each).succeedsWithin(Duration.ofSeconds(5)));
    assertThat(api.get(anna, "/api/tasks", HEADER, never).status())
        .as("the places are free again")
        .isEqualTo(200);
  }
}
