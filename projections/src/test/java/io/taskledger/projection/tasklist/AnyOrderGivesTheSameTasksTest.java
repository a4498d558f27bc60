package io.taskledger.projection.tasklist;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.messaging.inbox.ordering.ReceivedEvent;
import io.taskledger.projection.rebuild.Rebuilding;
import io.taskledger.projection.testing.ByHand;
import io.taskledger.projection.testing.EventStreamServer;
import io.taskledger.projection.testing.ProjectionsDatabase;
import io.taskledger.projection.testing.RandomStory;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnyOrderGivesTheSameTasksTest {
  private ProjectionsDatabase database;
  private final EventStreamServer feed = new EventStreamServer();
  private Rebuilding rebuilding;
  private ByHand taskList;

  @BeforeAll
  void start() {
    database = ProjectionsDatabase.migrated();
    var table = new TaskTable(database.jdbc());
    var projection = new TaskListProjection(table);
    rebuilding = new Rebuilding(database, feed.client(), projection);
    taskList = new ByHand(projection, new TaskListProjector(table), database);
  }

  @AfterAll
  void end() {
    feed.close();
    database.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void anyOrderWithDuplicatesAndCrashesGivesTheTasksOfTheOrderedHistory(long seed) {
    var random = new RandomStory(seed);
    List<ReceivedEvent> history = random.of(12, 150).deliveries();
    begin();
    taskList.apply(history);
    List<String> expected = tasks();
    assertThat(expected).hasSize(12);

    begin();
    for (List<ReceivedEvent> batch : random.anyBatches(history)) {
      if (random.oneIn(3)) {
        taskList.applyAndCrash(batch);
      }
      taskList.apply(batch);
    }

    assertThat(tasks()).isEqualTo(expected);
    assertThat(database.number("select count(*) from task_list_1.buffered_event")).isZero();
  }

  private void begin() {
    database.empty();
    rebuilding.work();
  }

  private List<String> tasks() {
    return database
        .jdbc()
        .queryForList("select t::text from task t order by task_id", String.class);
  }
}
