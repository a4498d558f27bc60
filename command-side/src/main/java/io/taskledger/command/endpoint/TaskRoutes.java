package io.taskledger.command.endpoint;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.taskledger.command.dispatch.JsonBody;
import io.taskledger.command.dispatch.TaskBody;
import io.taskledger.command.task.api.TaskCommand;
import io.taskledger.command.task.api.TaskCommand.CompleteTask;
import io.taskledger.command.task.api.TaskCommand.CreateTask;
import io.taskledger.command.task.api.TaskCommand.DeleteTask;
import io.taskledger.command.task.api.TaskCommand.EditTask;
import io.taskledger.command.task.api.TaskCommand.ReopenTask;
import io.taskledger.command.task.api.TaskCommand.RestoreTask;
import io.taskledger.command.task.api.TaskCommand.UndoEvent;
import io.taskledger.events.task.TaskId;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.server.PathContainer;

/** All commands on tasks, as the HTTP contract has them. */
final class TaskRoutes {
  private static final int CREATED = 201;
  private static final int OK = 200;
  private static final int REASON = 200;
  private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

  private static final List<CommandRoute> ROUTES =
      List.of(
          CommandRoute.withBody("POST", "/api/tasks", CREATED, TaskRoutes::create),
          CommandRoute.withBody("PATCH", "/api/tasks/{taskId}", OK, TaskRoutes::edit),
          CommandRoute.of("DELETE", "/api/tasks/{taskId}", TaskRoutes::delete),
          CommandRoute.of(
              "POST",
              "/api/tasks/{taskId}/complete",
              sent -> new CompleteTask(sent.taskId(), sent.actor(), sent.expected())),
          CommandRoute.of(
              "POST",
              "/api/tasks/{taskId}/reopen",
              sent -> new ReopenTask(sent.taskId(), sent.actor(), sent.expected())),
          CommandRoute.of(
              "POST",
              "/api/tasks/{taskId}/restore",
              sent -> new RestoreTask(sent.taskId(), sent.actor(), sent.expected())),
          CommandRoute.of("POST", "/api/tasks/{taskId}/history/{eventId}/undo", TaskRoutes::undo));

  private TaskRoutes() {}

  /** A route, and what the path names. */
  record Found(CommandRoute route, Map<String, String> variables) {}

  /** The route of a request; refused when there is nothing at the path, or not by this method. */
  static Found find(String method, String path) {
    var requested = PathContainer.parsePath(path);
    List<String> methods = new ArrayList<>();
    for (CommandRoute route : ROUTES) {
      Optional<Map<String, String>> variables = route.match(requested);
      if (variables.isPresent()) {
        if (route.method().equals(method)) {
          return new Found(route, variables.get());
        }
        methods.add(route.method());
      }
    }
    if (methods.isEmpty()) {
      throw ProblemException.of(ErrorCode.NOT_FOUND, "Look at the path.");
    }
    String allowed = String.join(", ", methods);
    throw ProblemException.of(ErrorCode.METHOD_NOT_ALLOWED, "It takes " + allowed + ".")
        .with("allowed", allowed);
  }

  private static TaskCommand create(CommandRequest sent) {
    JsonBody body = sent.body().get();
    TaskId taskId = TaskBody.taskId(body).orElseGet(() -> new TaskId(IDS.generate()));
    return new CreateTask(taskId, sent.actor(), TaskBody.details(body));
  }

  private static TaskCommand edit(CommandRequest sent) {
    TaskId taskId = sent.taskId();
    var changes = TaskBody.patch(sent.body().get());
    return new EditTask(taskId, sent.actor(), sent.expected(), changes);
  }

  private static TaskCommand delete(CommandRequest sent) {
    TaskId taskId = sent.taskId();
    String reason = sent.parameter("reason", "user-deletion");
    if (reason.length() > REASON || reason.indexOf('\0') >= 0) {
      throw ProblemException.of(
          ErrorCode.INVALID_PARAMETER, "'reason' has at most " + REASON + " characters, no NUL.");
    }
    return new DeleteTask(taskId, sent.actor(), sent.expected(), reason);
  }

  private static TaskCommand undo(CommandRequest sent) {
    TaskId taskId = sent.taskId();
    UUID eventId = sent.uuid("eventId");
    if (eventId == null) {
      throw ProblemException.of(ErrorCode.EVENT_NOT_FOUND, "The id of an event is a UUID.");
    }
    String preview = sent.parameter("preview", "false");
    if (!preview.equals("true") && !preview.equals("false")) {
      throw ProblemException.of(ErrorCode.INVALID_PARAMETER, "'preview' is true or false.");
    }
    return new UndoEvent(
        taskId, sent.actor(), sent.expected(), eventId, Boolean.parseBoolean(preview));
  }
}
