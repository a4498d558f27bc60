package io.taskledger.projection.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.taskledger.events.task.TaskEvent;
import io.taskledger.messaging.inbox.ordering.ReceivedEvent;
import io.taskledger.messaging.inbox.processing.ViewTarget;
import io.taskledger.projection.generation.BulkProjector;
import io.taskledger.projection.generation.Generation;
import io.taskledger.projection.generation.Projection;
import io.taskledger.projection.testing.ByHand;
import io.taskledger.projection.testing.EventStreamServer;
import io.taskledger.projection.testing.ProjectionsDatabase;
import io.taskledger.projection.testing.RandomStory;
import io.taskledger.projection.testing.Story;
import java.util.List;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two versions of the service side by side, of which one knows a changed projection. */
class ChangedProjectionTest {
  private static final Story STORY = new RandomStory(7).of(10, 200);
  private static final List<ReceivedEvent> HISTORY = STORY.deliveries();

  private final ProjectionsDatabase database = ProjectionsDatabase.migrated();
  private final EventStreamServer feed = new EventStreamServer();
  private final AllProjections first = new AllProjections(database, feed.client(), 0.5);
  private final Projection taskList =
      first.byHand.keySet().stream()
          .filter(each -> each.name().equals("task-list"))
          .findFirst()
          .orElseThrow();
  private final Projection changed = new Changed(taskList);
  private final Rebuilding second = new Rebuilding(database, feed.client(), changed);
  private final ByHand oldProcess = new ByHand(taskList, new Handler(taskList), database);
  private final ByHand newProcess = new ByHand(changed, new Handler(changed), database);

  @AfterEach
  void end() {
    first.close();
    feed.close();
    database.close();
  }

  @Test
  void theNewProcessTakesOverWhenItsGenerationIsLiveAndNotBefore() {
    begin();
    oldProcess.apply(HISTORY.subList(0, 100));
    assertThatExceptionOfType(ViewTarget.NotActiveException.class)
        .isThrownBy(() -> newProcess.apply(HISTORY.subList(100, 110)));

    feed.upTo(100);
    second.work();
    assertThat(second.live(changed).shape()).isEqualTo(changed.shape());
    assertThatExceptionOfType(ViewTarget.NotActiveException.class)
        .isThrownBy(() -> oldProcess.apply(HISTORY.subList(100, 110)));
    newProcess.apply(HISTORY.subList(100, 200));
    assertThat(versions()).isEqualTo(200);
  }

  @Test
  void anOldProcessDoesNotMakeTheOldShapeAgainByItself() {
    begin();
    feed.upTo(100);
    second.work();
    first.work();
    assertThat(second.live(changed).shape()).isEqualTo(changed.shape());
  }

  @Test
  void theOldProcessGoesBackToTheKeptGenerationWhenItIsToldTo() {
    begin();
    oldProcess.apply(HISTORY.subList(0, 50));
    feed.upTo(50);
    second.work();
    newProcess.apply(HISTORY.subList(50, 150));
    feed.upTo(150);
    Generation kept = second.generations().find("task-list", 1).orElseThrow();
    assertThat(kept.state()).isEqualTo(Generation.State.KEPT);

    first.requests.ofKept(kept);
    second.work();
    assertThat(second.live(changed).shape())
        .as("not for those of another shape")
        .isEqualTo(changed.shape());
    first.work();
    assertThat(second.live(changed).number()).isEqualTo(1);
    assertThat(versions()).as("it has caught up").isEqualTo(150);
    oldProcess.apply(HISTORY);
    assertThat(versions()).isEqualTo(200);
  }

  private void begin() {
    feed.tell(STORY);
    feed.upTo(0);
    first.work();
  }

  private long versions() {
    return database.number("select sum(version) from task");
  }

  /** What Axon's processor calls. */
  record Handler(Projection projection) {
    @EventHandler
    void on(TaskEvent event, EventMessage<?> message) {
      projection.apply(
          new Generation("", 0, 0, "", Generation.State.LIVE, true, 0), List.of(message));
    }
  }

  /** The same projection as a later version of the service has it. */
  record Changed(Projection before) implements Projection {
    @Override
    public ProjectionDescriptor outline() {
      ProjectionDescriptor outline = before.outline();
      return new ProjectionDescriptor(
          outline.name(), outline.shape() + 1, outline.topics(), outline.store(), outline.tables());
    }

    @Override
    public BulkProjector fold(Generation generation) {
      return before.fold(generation);
    }

    @Override
    public void apply(Generation generation, List<? extends EventMessage<?>> events) {
      before.apply(generation, events);
    }
  }
}
