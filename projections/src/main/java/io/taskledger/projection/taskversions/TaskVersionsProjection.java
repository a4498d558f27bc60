package io.taskledger.projection.taskversions;

import io.taskledger.events.task.TaskEvent;
import io.taskledger.projection.batch.EventContext;
import io.taskledger.projection.batch.Topics;
import io.taskledger.projection.generation.BulkProjector;
import io.taskledger.projection.generation.Generation;
import io.taskledger.projection.generation.Projection;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/** Every task as it was after each of its events. */
@Component
class TaskVersionsProjection implements Projection {
  static final String NAME = "task-versions";
  static final int SHAPE = 3;

  private final TaskVersionTable table;

  TaskVersionsProjection(TaskVersionTable table) {
    this.table = table;
  }

  @Override
  public ProjectionDescriptor outline() {
    return new ProjectionDescriptor(
        NAME, SHAPE, Topics.OF_TASKS, "postgresql", Map.of("task_version", "task_id"));
  }

  @Override
  public BulkProjector fold(Generation generation) {
    return new TaskVersionsBulkProjector(table);
  }

  @Override
  public void apply(Generation generation, List<? extends EventMessage<?>> events) {
    table.apply(EventContext.all(events, TaskEvent.class));
  }
}
