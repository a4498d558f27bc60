package io.taskledger.command.completetask;

import io.taskledger.command.dispatch.Commands;
import io.taskledger.command.dispatch.Commands.Changed;
import io.taskledger.command.task.CompleteTask;
import io.taskledger.command.task.Expected;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.web.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/tasks/{taskId}/complete}. */
@RestController
class CompleteTaskController {
  private final Commands commands;

  CompleteTaskController(Commands commands) {
    this.commands = commands;
  }

  @PostMapping("/api/tasks/{taskId}/complete")
  ResponseEntity<Changed> complete(
      @PathVariable UUID taskId,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Caller caller) {
    var id = new TaskId(taskId);
    return commands.change(id, new CompleteTask(id, caller.userId(), Expected.of(ifMatch)), caller);
  }
}
