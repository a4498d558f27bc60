package io.taskledger.projection.taskversions;

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

/** Every task as it was after each of its events. */
@Component
class TaskVersionsProjection implements Projection {
  static final String NAME = "task-versions";
  static final int SHAPE = 1;

  private final TaskVersionTable table;

  TaskVersionsProjection(TaskVersionTable table) {
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
    return Map.of("task_version", "task_id");
  }

  @Override
  public Fold fold(Generation generation) {
    return new TaskVersionsFold(table);
  }

  @Override
  public void apply(Generation generation, List<? extends EventMessage<?>> events) {
    table.apply(Happened.all(events, TaskEvent.class));
  }
}
