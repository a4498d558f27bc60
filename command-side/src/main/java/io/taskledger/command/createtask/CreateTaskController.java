package io.taskledger.command.createtask;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.taskledger.command.identity.Accounts;
import io.taskledger.command.platform.http.BatchItem;
import io.taskledger.command.platform.http.BatchedCommand;
import io.taskledger.command.platform.http.CommandRequest;
import io.taskledger.command.platform.http.TaskCommands;
import io.taskledger.command.platform.json.JsonBodies;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.user.UserId;
import io.taskledger.web.Caller;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /api/tasks}. */
@RestController
class CreateTaskController implements BatchedCommand {
  private static final String PATH = "/api/tasks";
  private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

  private final TaskCommands commands;
  private final JsonBodies bodies;
  private final Accounts accounts;

  CreateTaskController(TaskCommands commands, JsonBodies bodies, Accounts accounts) {
    this.commands = commands;
    this.bodies = bodies;
    this.accounts = accounts;
  }

  @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> create(Caller caller, CommandRequest request) {
    return commands.execute(command(caller.userId(), request.json()), caller, request);
  }

  private CreateTask command(UserId actor, ObjectNode json) {
    CreateTaskRequest body = bodies.read(json, CreateTaskRequest.class);
    TaskId taskId = body.taskId() == null ? new TaskId(IDS.generate()) : chosen(body.taskId());
    return new CreateTask(taskId, actor, body.details());
  }

  /** Consumers of the events tell streams apart by their ids. */
  private TaskId chosen(TaskId taskId) {
    if (accounts.of(new UserId(taskId.value())).isPresent()) {
      throw ProblemException.of(ErrorCode.TASK_ID_TAKEN, "Choose another taskId, or leave it out.");
    }
    return taskId;
  }

  @Override
  public HttpMethod method() {
    return HttpMethod.POST;
  }

  @Override
  public String path() {
    return PATH;
  }

  @Override
  public CreateTask command(BatchItem item) {
    return command(item.actor(), item.body());
  }
}
