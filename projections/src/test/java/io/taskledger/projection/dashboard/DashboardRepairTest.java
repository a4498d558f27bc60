package io.taskledger.projection.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskledger.events.task.Priority;
import io.taskledger.events.task.Status;
import io.taskledger.events.task.TaskCompleted;
import io.taskledger.events.task.TaskCreated;
import io.taskledger.events.task.TaskDetails;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.user.UserId;
import io.taskledger.messaging.inbox.ordering.ReceivedEvent;
import io.taskledger.projection.dashboard.counting.DashboardIsBehindException;
import io.taskledger.projection.dashboard.redis.DashboardReplayWriter;
import io.taskledger.projection.testing.RandomStory;
import io.taskledger.projection.testing.Story;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.ConcurrencyFailureException;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardRepairTest {
  private static final Story STORY = new RandomStory(99).of(10, 200);
  private static final List<ReceivedEvent> HISTORY = STORY.deliveries();
  private static final List<ReceivedEvent> FIRST_HALF = HISTORY.subList(0, 100);
  private static final List<ReceivedEvent> SECOND_HALF = HISTORY.subList(100, 200);

  private DashboardHouse house;

  @BeforeAll
  void start() {
    house = new DashboardHouse();
  }

  @AfterAll
  void end() {
    house.close();
  }

  @BeforeEach
  void halfOfTheHistoryIsApplied() {
    house.feed.tell(STORY);
    house.begin();
    house.feed.upTo(100);
    house.dashboard.apply(FIRST_HALF);
  }

  @Test
  void afterAFlushReadersSeeAtOnceThatTheViewIsBehind() {
    house.redis.flushAll();
    assertThat(house.reader().isBehind()).isTrue();
    assertThat(house.watch.isComplete()).isFalse();
  }

  @Test
  void aMendedViewHasWhatTheFeedHasAndTakesNoEventTwice() {
    house.redis.flushAll();
    house.feed.upTo(150);
    house.mend();
    assertThat(house.reader().isBehind()).isFalse();
    assertThat(house.reader().content()).isEqualTo(ExpectedDashboard.of(HISTORY.subList(0, 150)));
    house.dashboard.apply(SECOND_HALF);
    assertThat(house.reader().content()).isEqualTo(ExpectedDashboard.of(HISTORY));
  }

  @Test
  void aBatchIsRefusedWhileRedisLacksSomethingAndAsksForTheRepair() {
    house.redis.flushAll();
    assertThatExceptionOfType(DashboardIsBehindException.class)
        .isThrownBy(() -> house.dashboard.apply(SECOND_HALF));
    assertThat(house.requests.count()).isEqualTo(1);
    assertThat(house.reader().content()).isEmpty();
    assertThat(house.reader().isBehind()).isTrue();
  }

  @Test
  void aBatchInWhichNothingIsNewDoesNotMakeTheViewLookBehind() {
    house.dashboard.apply(FIRST_HALF);
    assertThat(house.reader().isBehind()).isFalse();
    house.dashboard.apply(SECOND_HALF);
    assertThat(house.reader().content()).isEqualTo(ExpectedDashboard.of(HISTORY));
  }

  @Test
  void aBatchThatRedisForgotIsNoticedByTheNextOne() {
    var saved = new SavedKeys(house.redis, house::keys);
    saved.save();
    house.dashboard.apply(SECOND_HALF.subList(0, 50));
    saved.restore();
    assertThat(house.reader().isBehind()).isTrue();
    assertThatExceptionOfType(DashboardIsBehindException.class)
        .isThrownBy(() -> house.dashboard.apply(SECOND_HALF.subList(50, 100)));
  }

  @Test
  void theSecondAttemptOfABatchIsMissedEvenIfRedisStillHasTheFirst() {
    house.dashboard.applyAndCrash(SECOND_HALF.subList(0, 60));
    var saved = new SavedKeys(house.redis, house::keys);
    saved.save();
    house.dashboard.apply(SECOND_HALF);
    assertThat(house.reader().isBehind()).isFalse();
    saved.restore();
    assertThat(house.reader().isBehind()).isTrue();
  }

  @Test
  void whileCommandSideIsAwayTheViewStaysClosedAndLaterComesBack() {
    house.redis.flushAll();
    house.feed.goAway();
    assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(house::mend);
    assertThat(house.reader().isBehind()).isTrue();
    assertThat(house.watch.isComplete()).isFalse();
    house.feed.comeBack();
    house.rebuilding.work();
    assertThat(house.reader().content()).isEqualTo(ExpectedDashboard.of(FIRST_HALF));
  }

  @Test
  void aDatabaseMadeAnewIsNotServedFromTheOldRedis() {
    house.database.jdbc().update("update ledger_identity set id = gen_random_uuid()");
    assertThat(house.watch.isComplete()).isFalse();
    assertThatExceptionOfType(DashboardIsBehindException.class)
        .isThrownBy(() -> house.dashboard.apply(SECOND_HALF));
    house.mend();
    assertThat(house.reader().content()).isEqualTo(ExpectedDashboard.of(FIRST_HALF));
    house.dashboard.apply(SECOND_HALF);
    assertThat(house.reader().content()).isEqualTo(ExpectedDashboard.of(HISTORY));
  }

  @Test
  void aWriteThatFailsInTheMiddleIsNoticedAlthoughRedisUndoesNothing() {
    // A command on a key of the wrong kind fails, whatever the script has written before it.
    Set<String> counts = house.redis.keys(house.keys().generation() + ":user:*:counts");
    assertThat(counts).isNotEmpty();
    counts.forEach(key -> house.redis.set(key, "not a hash"));
    assertThatThrownBy(() -> house.dashboard.apply(SECOND_HALF)).isNotNull();
    assertThat(house.watch.isComplete()).isFalse();
    house.mend();
    house.dashboard.apply(SECOND_HALF);
    assertThat(house.reader().content()).isEqualTo(ExpectedDashboard.of(HISTORY));
  }

  @Test
  void aGenerationThatRedisForgetsWhileItIsMadeIsMadeAgain() {
    var making = new DashboardReplayWriter(house.keys(), house.redis, Clock.systemUTC());
    making.begin();
    house.redis.flushAll();
    assertThatExceptionOfType(ConcurrencyFailureException.class)
        .isThrownBy(() -> making.open(Map.of(), UUID.randomUUID()));
  }

  @Test
  void whoeverLostAGenerationToAnotherProcessWritesNothing() {
    var first = new DashboardReplayWriter(house.keys(), house.redis, Clock.systemUTC());
    var second = new DashboardReplayWriter(house.keys(), house.redis, Clock.systemUTC());
    first.begin();
    second.begin();
    assertThatExceptionOfType(ConcurrencyFailureException.class)
        .isThrownBy(() -> first.open(Map.of(), UUID.randomUUID()));
    second.open(Map.of(), UUID.randomUUID());
  }

  @Test
  void whatWasCompletedLongAgoIsTrimmedAndLeavesTheSetWithoutHarm() {
    var user = new UserId(UUID.randomUUID());
    String completed = house.keys().generation() + ":user:" + user + ":completed";
    house.redis.zadd(completed, 1, "long-ago");
    var task = new TaskId(UUID.randomUUID());
    var story =
        new Story()
            .then(TaskCreated.of(user, task, aTask()), RandomStory.BEGIN)
            .then(new TaskCompleted(user, task, RandomStory.BEGIN, 0), RandomStory.BEGIN);
    house.dashboard.apply(story.deliveries());
    assertThat(house.redis.zrange(completed, 0, -1)).containsExactly(task.toString());
  }

  private static TaskDetails aTask() {
    return new TaskDetails(
        "Buy milk",
        null,
        Priority.LOW,
        Status.PENDING,
        null,
        null,
        null,
        List.of(),
        null,
        null,
        null,
        List.of());
  }
}
