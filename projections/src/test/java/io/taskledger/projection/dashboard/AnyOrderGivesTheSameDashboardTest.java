package io.taskledger.projection.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.messaging.inbox.ordering.ReceivedEvent;
import io.taskledger.projection.dashboard.counting.DashboardIsBehindException;
import io.taskledger.projection.testing.RandomStory;
import io.taskledger.projection.testing.Story;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnyOrderGivesTheSameDashboardTest {
  private DashboardHouse house;

  @BeforeAll
  void start() {
    house = new DashboardHouse();
  }

  @AfterAll
  void end() {
    house.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void anyOrderWithDuplicatesAndCrashesGivesTheDashboardOfTheOrderedHistory(long seed) {
    var random = new RandomStory(seed);
    List<ReceivedEvent> history = random.of(12, 150).deliveries();
    house.begin();
    for (List<ReceivedEvent> batch : random.anyBatches(history)) {
      if (random.oneIn(3)) {
        house.dashboard.applyAndCrash(random.oneIn(2) ? batch : batch.subList(0, 1));
      }
      house.dashboard.apply(batch);
      assertThat(house.reader().isBehind()).isFalse();
    }
    assertThat(house.reader().content()).isEqualTo(ExpectedDashboard.of(history));
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28})
  void whateverRedisLosesWhateverCrashesTheDashboardComesBackRight(long seed) {
    var random = new RandomStory(seed);
    Story story = random.of(12, 150);
    List<ReceivedEvent> history = story.deliveries();
    house.feed.tell(story);
    house.begin();
    var saved = new SavedKeys(house.redis, house::keys);
    boolean somethingSaved = false;
    long told = 0;
    for (List<ReceivedEvent> batch : random.anyBatches(history)) {
      told = Math.max(told, batch.stream().mapToLong(SavedKeys::position).max().orElse(0));
      house.feed.upTo(told);
      if (random.oneIn(4)) {
        saved.save();
        somethingSaved = true;
      }
      if (random.oneIn(3)) {
        house.dashboard.applyAndCrash(batch);
      }
      if (random.oneIn(6)) {
        house.redis.flushAll();
      } else if (somethingSaved && random.oneIn(6)) {
        // As after a power cut: Redis has only what was on its disk.
        saved.restore();
      }
      applyWithRepairs(batch);
      assertThat(house.reader().isBehind()).isFalse();
    }
    assertThat(house.reader().content()).isEqualTo(ExpectedDashboard.of(history));
  }

  private void applyWithRepairs(List<ReceivedEvent> batch) {
    try {
      house.dashboard.apply(batch);
    } catch (DashboardIsBehindException refused) {
      house.makeAgain();
      house.dashboard.apply(batch);
    }
    // The batch may have had nothing to write; then it is the watch that notices.
    house.mend();
  }
}
