package io.taskledger.command.subtasks;

import io.taskledger.command.assignment.Assignments;
import io.taskledger.command.task.Task;
import io.taskledger.command.task.TaskPolicy;
import io.taskledger.command.task.TaskResult.AffectedTask;
import io.taskledger.events.task.TaskCreated;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.user.UserId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;

/** The tasks that one command locks and changes, all in its unit of work and in one append. */
final class TaskSession {
  private final Repository<Task> repository;
  private final UserId actor;
  private final Map<TaskId, LoadedTask> loaded = new LinkedHashMap<>();

  TaskSession(Repository<Task> repository, UserId actor) {
    this.repository = repository;
    this.actor = actor;
  }

  /** The user who sent the command. */
  UserId actor() {
    return actor;
  }

  LoadedTask load(TaskId taskId) {
    return loaded.computeIfAbsent(taskId, this::fromStore);
  }

  private LoadedTask fromStore(TaskId taskId) {
    try {
      return new LoadedTask(repository.load(taskId.toString()), actor, false);
    } catch (AggregateNotFoundException missing) {
      throw TaskPolicy.notFound();
    }
  }

  LoadedTask create(TaskCreated created, MetaData headers) {
    try {
      var aggregate = repository.newInstance(() -> Task.begin(created, headers));
      var task = new LoadedTask(aggregate, actor, true);
      loaded.put(created.taskId(), task);
      Assignments.record(null, task.state(), actor);
      return task;
    } catch (RuntimeException refused) {
      throw refused;
    } catch (Exception undeclared) {
      throw new IllegalStateException("A creation throws no checked exception", undeclared);
    }
  }

  /** The tasks that were changed besides one, as far as the actor may see them. */
  List<AffectedTask> affectedBesides(LoadedTask target) {
    return loaded.values().stream()
        .filter(task -> task != target && task.isChanged())
        .map(LoadedTask::state)
        .filter(task -> task.isVisibleTo(actor))
        .map(task -> new AffectedTask(task.taskId(), task.version()))
        .toList();
  }
}
