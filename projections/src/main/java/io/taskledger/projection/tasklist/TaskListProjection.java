package io.taskledger.projection.tasklist;

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

/** The tasks as they are now. */
@Component
class TaskListProjection implements Projection {
  static final String NAME = "task-list";
  static final int SHAPE = 2;

  private final TaskTable table;

  TaskListProjection(TaskTable table) {
    this.table = table;
  }

  @Override
  public ProjectionDescriptor outline() {
    return new ProjectionDescriptor(
        NAME, SHAPE, Topics.OF_TASKS, "postgresql", Map.of("task", "task_id"));
  }

  @Override
  public BulkProjector fold(Generation generation) {
    return new TaskListBulkProjector(table, generation);
  }

  @Override
  public void apply(Generation generation, List<? extends EventMessage<?>> events) {
    table.apply(EventContext.all(events, TaskEvent.class));
  }
}
