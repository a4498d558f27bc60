package io.taskledger.command.createtask;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.taskledger.command.dispatch.Commands;
import io.taskledger.command.dispatch.Commands.Changed;
import io.taskledger.command.dispatch.JsonBody;
import io.taskledger.command.dispatch.TaskBody;
import io.taskledger.command.task.CreateTask;
import io.taskledger.events.task.TaskDetails;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.web.Caller;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/tasks}. */
@RestController
class CreateTaskController {
  private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

  private final Commands commands;

  CreateTaskController(Commands commands) {
    this.commands = commands;
  }

  @PostMapping(path = "/api/tasks", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Changed> create(@RequestBody byte[] json, Caller caller) {
    JsonBody body = JsonBody.read(json);
    TaskId taskId = TaskBody.taskId(body).orElseGet(() -> new TaskId(IDS.generate()));
    TaskDetails details = TaskBody.details(body);
    long version = commands.send(new CreateTask(taskId, caller.userId(), details), caller);
    Changed created = new Changed(taskId, version);
    return Commands.answer(HttpStatus.CREATED, created)
        .header(HttpHeaders.LOCATION, "/api/tasks/" + taskId)
        .body(created);
  }
}
