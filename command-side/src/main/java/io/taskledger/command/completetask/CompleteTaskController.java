package io.taskledger.command.completetask;

import io.taskledger.command.platform.http.BatchItem;
import io.taskledger.command.platform.http.BatchedCommand;
import io.taskledger.command.platform.http.CommandRequest;
import io.taskledger.command.platform.http.PathIds;
import io.taskledger.command.platform.http.TaskCommands;
import io.taskledger.command.platform.precondition.IfMatch;
import io.taskledger.web.Caller;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/tasks/{taskId}/complete}. */
@RestController
class CompleteTaskController implements BatchedCommand {
  private static final String PATH = "/api/tasks/{taskId}/complete";

  private final TaskCommands commands;

  CompleteTaskController(TaskCommands commands) {
    this.commands = commands;
  }

  @PostMapping(PATH)
  ResponseEntity<byte[]> complete(
      @PathVariable String taskId, Caller caller, CommandRequest request) {
    var complete = new CompleteTask(PathIds.task(taskId), caller.userId(), request.ifMatch());
    return commands.execute(complete, caller, request);
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
  public CompleteTask command(BatchItem item) {
    return new CompleteTask(item.taskId(), item.actor(), IfMatch.any());
  }
}
