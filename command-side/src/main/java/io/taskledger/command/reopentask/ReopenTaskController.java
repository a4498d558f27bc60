package io.taskledger.command.reopentask;

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

/** {@code POST /api/tasks/{taskId}/reopen}. */
@RestController
class ReopenTaskController implements BatchedCommand {
  private static final String PATH = "/api/tasks/{taskId}/reopen";

  private final TaskCommands commands;

  ReopenTaskController(TaskCommands commands) {
    this.commands = commands;
  }

  @PostMapping(PATH)
  ResponseEntity<byte[]> reopen(
      @PathVariable String taskId, Caller caller, CommandRequest request) {
    var reopen = new ReopenTask(PathIds.task(taskId), caller.userId(), request.ifMatch());
    return commands.execute(reopen, caller, request);
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
  public ReopenTask command(BatchItem item) {
    return new ReopenTask(item.taskId(), item.actor(), IfMatch.any());
  }
}
