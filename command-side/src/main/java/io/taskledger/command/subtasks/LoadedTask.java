package io.taskledger.command.subtasks;

import io.taskledger.command.assignment.Assignments;
import io.taskledger.command.task.Task;
import io.taskledger.events.codec.EventHeader;
import io.taskledger.events.task.TaskEvent;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskState;
import io.taskledger.events.user.UserId;
import java.util.List;
import java.util.UUID;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.Aggregate;
import org.jspecify.annotations.Nullable;

/** A task that is locked for the current command, which may add events to it. */
final class LoadedTask {
  private final Aggregate<Task> aggregate;
  private final UserId actor;
  private boolean changed;

  LoadedTask(Aggregate<Task> aggregate, UserId actor, boolean changed) {
    this.aggregate = aggregate;
    this.actor = actor;
    this.changed = changed;
  }

  void apply(List<TaskEvent> events, MetaData headers) {
    events.forEach(event -> apply(event, headers));
  }

  void apply(TaskEvent event, MetaData headers) {
    TaskState before = state();
    aggregate.execute(task -> task.apply(event, headers));
    changed = true;
    Assignments.record(before, state(), actor);
  }

  TaskState state() {
    return aggregate.invoke(Task::state);
  }

  TaskId id() {
    return state().taskId();
  }

  Aggregate<Task> aggregate() {
    return aggregate;
  }

  boolean isChanged() {
    return changed;
  }

  UUID lastEvent() {
    return aggregate.invoke(Task::lastEvent);
  }

  @Nullable UUID lastDeletion() {
    return aggregate.invoke(Task::lastDeletion);
  }

  /** The headers of events in other tasks that follow from the last event of this one. */
  MetaData asCause() {
    return MetaData.with(EventHeader.CAUSATION_ID, lastEvent().toString());
  }
}
