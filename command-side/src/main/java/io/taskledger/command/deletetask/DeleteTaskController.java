package io.taskledger.command.deletetask;

import io.taskledger.command.platform.http.BatchItem;
import io.taskledger.command.platform.http.BatchedCommand;
import io.taskledger.command.platform.http.CommandRequest;
import io.taskledger.command.platform.http.PathIds;
import io.taskledger.command.platform.http.TaskCommands;
import io.taskledger.command.platform.precondition.IfMatch;
import io.taskledger.events.task.TaskId;
import io.taskledger.web.Caller;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code DELETE /api/tasks/{taskId}?reason=}. */
@RestController
class DeleteTaskController implements BatchedCommand {
  private static final String PATH = "/api/tasks/{taskId}";
  private static final String DEFAULT_REASON = "user-deletion";
  private static final int MAX_REASON = 200;

  private final TaskCommands commands;

  DeleteTaskController(TaskCommands commands) {
    this.commands = commands;
  }

  @DeleteMapping(PATH)
  ResponseEntity<byte[]> delete(
      @PathVariable String taskId,
      @RequestParam(defaultValue = DEFAULT_REASON) String reason,
      Caller caller,
      CommandRequest request) {
    TaskId task = PathIds.task(taskId);
    var delete = new DeleteTask(task, caller.userId(), request.ifMatch(), checked(reason));
    return commands.execute(delete, caller, request);
  }

  private static String checked(String reason) {
    if (reason.length() > MAX_REASON || reason.indexOf('\0') >= 0) {
      throw ProblemException.of(
          ErrorCode.INVALID_PARAMETER,
          "'reason' must have at most " + MAX_REASON + " characters and no NUL.");
    }
    return reason;
  }

  @Override
  public HttpMethod method() {
    return HttpMethod.DELETE;
  }

  @Override
  public String path() {
    return PATH;
  }

  @Override
  public DeleteTask command(BatchItem item) {
    String reason = item.parameters().getOrDefault("reason", DEFAULT_REASON);
    return new DeleteTask(item.taskId(), item.actor(), IfMatch.any(), checked(reason));
  }
}
