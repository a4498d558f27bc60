package io.taskledger.command.subtasks;

import io.taskledger.command.assignment.Assignments;
import io.taskledger.command.eventstore.append.TransactionalWrites;
import io.taskledger.command.history.TaskHistory;
import io.taskledger.command.platform.idempotency.Idempotency;
import io.taskledger.command.platform.idempotency.Idempotency.Answer;
import io.taskledger.command.task.HandleTaskCommand;
import io.taskledger.command.task.Task;
import io.taskledger.command.task.TaskCommand;
import io.taskledger.command.task.TaskCommand.Decision;
import io.taskledger.command.task.TaskResult;
import io.taskledger.events.task.TaskCreated;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.Repository;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Handles every command on tasks: lets it decide, and applies the decision with all that follows in
 * one unit of work. With an idempotency key the answer is stored in the same append.
 */
@Component
class TaskCommandHandler {
  private final Repository<Task> tasks;
  private final SubtaskRules rules;
  private final TaskHistory history;
  private final Assignments assignments;
  private final Clock clock;

  TaskCommandHandler(
      @Qualifier("taskRepository") Repository<Task> tasks,
      SubtaskRules rules,
      TaskHistory history,
      Assignments assignments,
      Clock clock,
      CommandBus commands) {
    this.tasks = tasks;
    this.rules = rules;
    this.history = history;
    this.assignments = assignments;
    this.clock = clock;
    var ignored = commands.subscribe(HandleTaskCommand.class.getName(), this::handle);
  }

  private TaskResult handle(CommandMessage<?> message) {
    var sent = (HandleTaskCommand) message.getPayload();
    TaskResult result = handle(sent.command());
    if (sent.key() != null && result.isChanged()) {
      TransactionalWrites.add(
          Idempotency.write(
              sent.key(), Answer.first(HandleTaskCommand.status(sent.command()), result.toJson())));
    }
    return result;
  }

  private TaskResult handle(TaskCommand command) {
    Instant now = clock.instant();
    var session = new TaskSession(tasks, command.actor());
    var followUps = new FollowUps(session, rules, history, assignments, now);
    LoadedTask task =
        switch (command) {
          case TaskCommand.Creation creation -> {
            Decision decision = creation.decide(now);
            var created = (TaskCreated) decision.events().getFirst();
            LoadedTask begun = session.create(created, MetaData.emptyInstance());
            followUps.follow(begun, decision.followUps());
            yield begun;
          }
          case TaskCommand.Change change -> {
            LoadedTask loaded = session.load(change.taskId());
            Decision decision = loaded.aggregate().invoke(each -> each.decide(change, now));
            followUps.execute(loaded, decision, MetaData.emptyInstance());
            yield loaded;
          }
        };
    var undone = followUps.undone();
    return new TaskResult(
        command.taskId(),
        task.state().version(),
        task.isChanged() ? task.lastEvent() : null,
        undone == null ? null : undone.changes(),
        undone == null ? List.of() : undone.conflicts(),
        session.affectedBesides(task));
  }
}
