package io.taskledger.query.stream;

import static io.taskledger.query.given.TaskInView.aTaskOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskledger.query.given.Api;
import io.taskledger.query.given.EventStream;
import io.taskledger.query.given.EventStreamServer;
import io.taskledger.query.given.Issuer;
import io.taskledger.query.given.QuerySideTest;
import io.taskledger.query.given.Story;
import io.taskledger.query.given.TaskInView;
import io.taskledger.query.given.TestClock;
import io.taskledger.query.given.Views;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.TestPropertySource;

@QuerySideTest
@TestPropertySource(
    properties = {"taskledger.stream.heartbeat=300ms", "taskledger.stream.per-person=4"})
class StreamTest {
  private static final int MOST = 4;

  private final UUID anna = UUID.randomUUID();
  private final UUID ben = UUID.randomUUID();
  private final EventStreamServer feed = EventStreamServer.started();
  private final Story story;
  private final Views views;
  private final Api api;
  private final TestClock clock;
  private final int port;

  @Autowired
  StreamTest(
      Story story, Views views, Api api, TestClock clock, @Value("${local.server.port}") int port) {
    this.story = story;
    this.views = views;
    this.api = api;
    this.clock = clock;
    this.port = port;
  }

  private EventStream streamOf(UUID person) {
    return EventStream.open(port, person, "");
  }

  @Test
  void aChangeArrivesAsTheTaskIsAfterIt() {
    TaskInView task =
        aTaskOf(anna).called("Buy\n\"milk\" & \u20ac").tagged("a", "b").due("2026-04-01T00:00:00Z");
    views.add(task);
    try (var stream = streamOf(anna)) {
      var happened = story.isSeen(task);

      var event = stream.next();
      assertThat(event.name()).isEqualTo("task.updated");
      assertThat(event.id()).isEqualTo(Long.toString(happened.position()));
      assertThat(event.data())
          .isEqualTo(api.get(anna, "/api/tasks/" + task.id()).response().body());
    }
  }

  @Test
  void whoHasTooManyStreamsIsToldSoAndTheOthersAreServed() {
    List<EventStream> streams = new ArrayList<>();
    try {
      for (int i = 0; i < MOST; i++) {
        streams.add(streamOf(anna));
      }

      Api.Answer refused = api.get(anna, "/api/stream");

      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.code()).isEqualTo("too-many-streams");
      assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
      streams.add(streamOf(ben));
    } finally {
      streams.forEach(EventStream::close);
    }
  }

  @Test
  void ownerAndAssigneeSeeAChangeAndStrangersDoNot() {
    try (var ofAnna = streamOf(anna);
        var ofBen = streamOf(ben);
        var ofStranger = streamOf(UUID.randomUUID())) {
      story.isSeen(aTaskOf(UUID.randomUUID()));
      var shared = story.isSeen(aTaskOf(anna).assignedTo(ben));

      assertThat(ofAnna.next().what()).isEqualTo(shared.what());
      assertThat(ofBen.next().what()).isEqualTo(shared.what());
      assertThat(ofStranger.waiting()).isZero();
    }
  }

  @Test
  void whoIsUnassignedIsToldNothingAnyMore() {
    TaskInView task = aTaskOf(anna).assignedTo(ben);
    try (var ofBen = streamOf(ben)) {
      story.isSeen(task);
      story.isSeen(task.next().unassigned());
      var marker = story.isSeen(aTaskOf(ben));

      assertThat(ofBen.next().task().path("taskId").asString()).isEqualTo(task.id().toString());
      assertThat(ofBen.next().what()).isEqualTo(marker.what());
    }
  }

  @Test
  void changesComeInTheOrderOfTheStoreHoweverTheViewGetsThem() {
    try (var stream = streamOf(anna)) {
      var first = story.happens(aTaskOf(anna));
      feed.appendOther();
      var second = story.happens(aTaskOf(anna));
      story.isApplied(second);
      story.isApplied(first);

      assertThat(stream.next().what()).isEqualTo(first.what());
      assertThat(stream.next().what()).isEqualTo(second.what());
    }
  }

  @Test
  void aStreamBeginsNowAndCanBeResumedBeforeAnythingCame() {
    String id;
    try (var earlier = streamOf(anna)) {
      story.isSeen(aTaskOf(anna));
      // From now on it has been published to everybody.
      earlier.next();
      try (var stream = streamOf(anna)) {
        id = stream.lastEventId();
      }
    }
    var missed = story.isSeen(aTaskOf(anna));

    try (var stream = EventStream.open(port, anna, id)) {
      assertThat(stream.next().what()).isEqualTo(missed.what());
    }
  }

  @Test
  void aQuietStreamTellsHowFarItIs() {
    try (var stream = streamOf(anna)) {
      var others = story.isSeen(aTaskOf(ben));

      await().until(() -> Long.parseLong(stream.lastEventId()) >= others.position());
      assertThat(stream.waiting()).isZero();
    }
  }

  @Test
  void whatTheViewCouldNotTakeIsPassedOver() {
    TaskInView poisoned = aTaskOf(anna);
    try (var stream = streamOf(anna)) {
      story.happens(poisoned);
      views.isDeadLetter(poisoned.id(), 1);
      story.happens(poisoned.next());
      var next = story.isSeen(aTaskOf(anna));

      assertThat(stream.next().what()).isEqualTo(next.what());
    }
  }

  @Test
  void whatWasDiscardedIsPassedOver() {
    TaskInView discarded = aTaskOf(anna);
    try (var stream = streamOf(anna)) {
      story.happens(discarded);
      views.applied("task-versions", discarded.id(), 1);
      var next = story.isSeen(aTaskOf(anna));

      assertThat(stream.next().what()).isEqualTo(next.what());
    }
  }

  @Test
  void aStreamOutlivesCommandSideBeingAway() {
    try (var stream = streamOf(anna)) {
      feed.goAway();
      var missed = story.isSeen(aTaskOf(anna));
      feed.comeBack();

      assertThat(stream.next().what()).isEqualTo(missed.what());
    } finally {
      feed.comeBack();
    }
  }

  @Test
  void anIdThatNobodyCanHaveBeginsAtTheHead() {
    try (var stream = EventStream.open(port, anna, "999999999999999999")) {
      var next = story.isSeen(aTaskOf(anna));

      assertThat(stream.next().what()).isEqualTo(next.what());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-1", "1.5", "1 ", "9999999999999999999"})
  void anIdThatNoEventHasIsRefused(String id) {
    var answer = api.get(anna, "/api/stream", "Last-Event-ID", id + (id.endsWith(" ") ? "x" : ""));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.wrong()).containsExactly("Last-Event-ID");
  }

  @Test
  void unknownParametersAreRefused() {
    assertThat(api.get(anna, "/api/stream?status=pending").wrong()).containsExactly("status");
  }

  @Test
  void nobodyListensWithoutAToken() {
    assertThat(api.send("GET", "/api/stream", "Accept", "text/event-stream").status())
        .isEqualTo(401);
  }

  @Test
  void theStreamEndsWithTheToken() throws InterruptedException {
    var now = clock.instant();
    String token = Issuer.token(anna, "taskledger", now.plusSeconds(60));
    try (var stream = new EventStream(port, token, "").read();
        var other = streamOf(anna)) {
      clock.set(now.plusSeconds(61).toString());

      assertThat(stream.endsWithin(Duration.ofSeconds(10))).isTrue();
      var next = story.isSeen(aTaskOf(anna));
      assertThat(other.next().what()).isEqualTo(next.what());
    } finally {
      clock.set(now.toString());
    }
  }
}
