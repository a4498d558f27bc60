package io.taskledger.command.trash;

import io.taskledger.command.dispatch.Commands;
import io.taskledger.command.dispatch.Commands.Changed;
import io.taskledger.command.task.DeleteTask;
import io.taskledger.command.task.Expected;
import io.taskledger.command.task.RestoreTask;
import io.taskledger.events.problem.ErrorCode;
import io.taskledger.events.problem.Refusal;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.web.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code DELETE /api/tasks/{taskId}} and {@code POST /api/tasks/{taskId}/restore}. */
@RestController
class TrashController {
  private static final int REASON = 200;

  private final Commands commands;

  TrashController(Commands commands) {
    this.commands = commands;
  }

  @DeleteMapping("/api/tasks/{taskId}")
  ResponseEntity<Changed> delete(
      @PathVariable UUID taskId,
      @RequestParam(defaultValue = "user-deletion") String reason,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Caller caller) {
    if (reason.length() > REASON || reason.indexOf('\0') >= 0) {
      throw Refusal.of(
          ErrorCode.INVALID_PARAMETER, "'reason' has at most " + REASON + " characters, no NUL.");
    }
    var id = new TaskId(taskId);
    return commands.change(
        id, new DeleteTask(id, caller.userId(), Expected.of(ifMatch), reason), caller);
  }

  @PostMapping("/api/tasks/{taskId}/restore")
  ResponseEntity<Changed> restore(
      @PathVariable UUID taskId,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Caller caller) {
    var id = new TaskId(taskId);
    return commands.change(id, new RestoreTask(id, caller.userId(), Expected.of(ifMatch)), caller);
  }
}
