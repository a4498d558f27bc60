package io.taskledger.query.onetask;

import io.taskledger.events.web.Caller;
import io.taskledger.query.readyourwrites.ReadYourWrites;
import io.taskledger.query.readyourwrites.View;
import io.taskledger.query.request.Parameters;
import io.taskledger.query.request.TaskAddress;
import io.taskledger.query.task.Task;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * One task by its id, in the trash too; its version is its ETag, so a client can ask whether it
 * changed.
 */
@RestController
class OneTaskController {
  private final TaskRows tasks;
  private final ReadYourWrites readYourWrites;

  OneTaskController(TaskRows tasks, ReadYourWrites readYourWrites) {
    this.tasks = tasks;
    this.readYourWrites = readYourWrites;
  }

  @GetMapping("/api/tasks/{taskId}")
  ResponseEntity<Task> read(
      @PathVariable("taskId") String address,
      @RequestParam MultiValueMap<String, String> given,
      Caller caller,
      HttpServletRequest request) {
    var parameters = new Parameters(given, Set.of(Parameters.AS_OF));
    parameters.refuseAsOf();
    parameters.refuseIfWrong();
    UUID taskId = TaskAddress.read(address);
    readYourWrites.await(View.TASK_LIST, request);
    Task task =
        tasks.visible(taskId, caller.userId().value()).orElseThrow(TaskAddress::notFound).task();
    return ResponseEntity.ok().eTag("\"" + task.version() + "\"").body(task);
  }
}
