package io.taskledger.projection.tasklist;

import io.taskledger.events.codec.Topic;
import io.taskledger.events.task.TaskEvent;
import io.taskledger.projection.batch.Happened;
import io.taskledger.projection.batch.Topics;
import io.taskledger.projection.generation.Fold;
import io.taskledger.projection.generation.Generation;
import io.taskledger.projection.generation.Projection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/** The tasks as they are now. */
@Component
class TaskListProjection implements Projection {
  static final String NAME = "task-list";
  static final int SHAPE = 1;

  private final TaskTable table;

  TaskListProjection(TaskTable table) {
    this.table = table;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int shape() {
    return SHAPE;
  }

  @Override
  public Set<Topic> topics() {
    return Topics.OF_TASKS;
  }

  @Override
  public String store() {
    return "postgresql";
  }

  @Override
  public Map<String, String> tables() {
    return Map.of("task", "task_id");
  }

  @Override
  public Fold fold(Generation generation) {
    return new TaskListFold(table);
  }

  @Override
  public void apply(Generation generation, List<? extends EventMessage<?>> events) {
    table.apply(Happened.all(events, TaskEvent.class));
  }
}
