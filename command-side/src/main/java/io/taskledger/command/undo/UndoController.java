package io.taskledger.command.undo;

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
import java.util.UUID;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/tasks/{taskId}/history/{eventId}/undo?preview=}. */
@RestController
class UndoController implements BatchedCommand {
  private static final String PATH = "/api/tasks/{taskId}/history/{eventId}/undo";
  private static final String NO_PREVIEW = "false";

  private final TaskCommands commands;

  UndoController(TaskCommands commands) {
    this.commands = commands;
  }

  @PostMapping(PATH)
  ResponseEntity<byte[]> undo(
      @PathVariable String taskId,
      @PathVariable String eventId,
      @RequestParam(defaultValue = NO_PREVIEW) String preview,
      Caller caller,
      CommandRequest request) {
    TaskId task = PathIds.task(taskId);
    UUID event = PathIds.event(eventId);
    var undo = new UndoEvent(task, caller.userId(), request.ifMatch(), event, isPreview(preview));
    return commands.execute(undo, caller, request);
  }

  private static boolean isPreview(String preview) {
    return switch (preview) {
      case "true" -> true;
      case NO_PREVIEW -> false;
      default ->
          throw ProblemException.of(
              ErrorCode.INVALID_PARAMETER, "'preview' must be true or false.");
    };
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
  public UndoEvent command(BatchItem item) {
    TaskId task = item.taskId();
    UUID event = PathIds.event(item.variables().getOrDefault("eventId", ""));
    boolean preview = isPreview(item.parameters().getOrDefault("preview", NO_PREVIEW));
    return new UndoEvent(task, item.actor(), IfMatch.any(), event, preview);
  }
}
