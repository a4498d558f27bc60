package io.taskledger.command.task;

import com.fasterxml.uuid.Generators;
import io.taskledger.command.recurrence.Recurrence;
import io.taskledger.command.task.state.TaskState.Live;
import io.taskledger.command.task.state.TaskState.Trashed;
import io.taskledger.events.task.Status;
import io.taskledger.events.task.TaskChanges;
import io.taskledger.events.task.TaskCreated;
import io.taskledger.events.task.TaskDetails;
import io.taskledger.events.task.TaskField;
import io.taskledger.events.task.TaskId;
import java.util.Optional;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateLifecycle;

/**
 * What comes of the completion of a recurring task. Its id follows from the completed one's, so a
 * task has one successor, however often it is reopened and completed again.
 */
record NextOccurrence(TaskId completed, Live task, Recurrence.Next next) {

  /** Writes the next occurrence down, in the unit of work of the completion. */
  void happen(Surroundings around, MetaData cause) {
    TaskId id = id();
    Optional<OtherTasks.Known> parent = parent(around);
    TaskDetails details = details(parent.isPresent());
    if (around.others().find(id).isPresent()) {
      around.others().change(id, successor -> comeBack(successor, details, around, cause));
      return;
    }
    parent.ifPresent(
        found -> around.tree().place(id, task.details().parentTaskId(), found.version()));
    TaskCreated created = TaskCreated.of(task.owner(), id, details, next.series());
    try {
      AggregateLifecycle.createNew(Task.class, () -> begun(created, cause));
    } catch (Exception undeclared) {
      throw new IllegalStateException("A creation throws no checked exception", undeclared);
    }
  }

  private static Task begun(TaskCreated created, MetaData cause) {
    var task = new Task();
    AggregateLifecycle.apply(created, cause);
    // Axon applies it after this, so the version cannot be asked for yet.
    Touched.note(created.taskId(), 1);
    return task;
  }

  /** After the completion was undone and is done again: the successor is what it would be now. */
  private static void comeBack(
      Task successor, TaskDetails details, Surroundings around, MetaData cause) {
    if (successor.state() instanceof Trashed) {
      Family.restoreAlone(successor, cause);
      Live live = successor.state().live();
      successor.change(live, live.details().changesTo(details.values()), around, cause);
    }
  }

  private TaskId id() {
    return new TaskId(
        Generators.nameBasedGenerator(completed.value()).generate("the next occurrence"));
  }

  private Optional<OtherTasks.Known> parent(Surroundings around) {
    return Optional.ofNullable(task.details().parentTaskId())
        .flatMap(around.others()::find)
        .filter(found -> found.state() instanceof Live);
  }

  private TaskDetails details(boolean below) {
    TaskChanges changes =
        TaskChanges.of(TaskField.STATUS, Status.PENDING).and(TaskField.DUE_DATE, next.dueDate());
    return task.details().with(below ? changes : changes.and(TaskField.PARENT_TASK_ID, null));
  }
}
