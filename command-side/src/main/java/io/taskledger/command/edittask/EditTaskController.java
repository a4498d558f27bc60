package io.taskledger.command.edittask;

import io.taskledger.command.platform.http.BatchItem;
import io.taskledger.command.platform.http.BatchedCommand;
import io.taskledger.command.platform.http.CommandRequest;
import io.taskledger.command.platform.http.PathIds;
import io.taskledger.command.platform.http.TaskCommands;
import io.taskledger.command.platform.json.JsonBodies;
import io.taskledger.command.platform.precondition.IfMatch;
import io.taskledger.events.task.TaskChanges;
import io.taskledger.events.task.TaskId;
import io.taskledger.web.Caller;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** {@code PATCH /api/tasks/{taskId}}. */
@RestController
class EditTaskController implements BatchedCommand {
  private static final String PATH = "/api/tasks/{taskId}";
  private static final String MERGE_PATCH = "application/merge-patch+json";

  private final TaskCommands commands;
  private final JsonBodies bodies;

  EditTaskController(TaskCommands commands, JsonBodies bodies) {
    this.commands = commands;
    this.bodies = bodies;
  }

  @PatchMapping(
      path = PATH,
      consumes = {MediaType.APPLICATION_JSON_VALUE, MERGE_PATCH})
  ResponseEntity<byte[]> edit(@PathVariable String taskId, Caller caller, CommandRequest request) {
    TaskId task = PathIds.task(taskId);
    var edit = new EditTask(task, caller.userId(), request.ifMatch(), changes(request.json()));
    return commands.execute(edit, caller, request);
  }

  private TaskChanges changes(ObjectNode json) {
    return bodies
        .read(json, EditTaskRequest.class, EditTaskRequest.emptied(json))
        .changes(json.propertyNames());
  }

  @Override
  public HttpMethod method() {
    return HttpMethod.PATCH;
  }

  @Override
  public String path() {
    return PATH;
  }

  @Override
  public EditTask command(BatchItem item) {
    return new EditTask(item.taskId(), item.actor(), IfMatch.any(), changes(item.body()));
  }
}
