package io.taskledger.command.edittask;

import io.taskledger.command.dispatch.Commands;
import io.taskledger.command.dispatch.Commands.Changed;
import io.taskledger.command.dispatch.JsonBody;
import io.taskledger.command.dispatch.TaskBody;
import io.taskledger.command.task.EditTask;
import io.taskledger.command.task.Expected;
import io.taskledger.command.task.ReopenTask;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.web.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** {@code PATCH /api/tasks/{taskId}} and {@code POST /api/tasks/{taskId}/reopen}. */
@RestController
class EditTaskController {
  private static final String MERGE_PATCH = "application/merge-patch+json";

  private final Commands commands;

  EditTaskController(Commands commands) {
    this.commands = commands;
  }

  @PatchMapping(
      path = "/api/tasks/{taskId}",
      consumes = {MediaType.APPLICATION_JSON_VALUE, MERGE_PATCH})
  ResponseEntity<Changed> edit(
      @PathVariable UUID taskId,
      @RequestBody byte[] json,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Caller caller) {
    var id = new TaskId(taskId);
    var changes = TaskBody.patch(JsonBody.read(json));
    return commands.change(
        id, new EditTask(id, caller.userId(), Expected.of(ifMatch), changes), caller);
  }

  @PostMapping("/api/tasks/{taskId}/reopen")
  ResponseEntity<Changed> reopen(
      @PathVariable UUID taskId,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Caller caller) {
    var id = new TaskId(taskId);
    return commands.change(id, new ReopenTask(id, caller.userId(), Expected.of(ifMatch)), caller);
  }
}
