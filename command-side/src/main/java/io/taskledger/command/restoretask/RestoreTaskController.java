package io.taskledger.command.restoretask;

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

/** {@code POST /api/tasks/{taskId}/restore}. */
@RestController
class RestoreTaskController implements BatchedCommand {
  private static final String PATH = "/api/tasks/{taskId}/restore";

  private final TaskCommands commands;

  RestoreTaskController(TaskCommands commands) {
    this.commands = commands;
  }

  @PostMapping(PATH)
  ResponseEntity<byte[]> restore(
      @PathVariable String taskId, Caller caller, CommandRequest request) {
    var restore = new RestoreTask(PathIds.task(taskId), caller.userId(), request.ifMatch());
    return commands.execute(restore, caller, request);
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
  public RestoreTask command(BatchItem item) {
    return new RestoreTask(item.taskId(), item.actor(), IfMatch.any());
  }
}
