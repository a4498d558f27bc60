package io.taskledger.query.onetask;

import io.taskledger.query.pointintime.AsOf;
import io.taskledger.query.pointintime.TaskVersions;
import io.taskledger.query.readyourwrites.ReadYourWrites;
import io.taskledger.query.request.IfNoneMatch;
import io.taskledger.query.request.Parameters;
import io.taskledger.query.request.TaskAddress;
import io.taskledger.query.task.Task;
import io.taskledger.query.viewprogress.View;
import io.taskledger.web.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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
  private final TaskVersions versions;
  private final ReadYourWrites readYourWrites;
  private final Clock clock;

  OneTaskController(
      TaskRows tasks, TaskVersions versions, ReadYourWrites readYourWrites, Clock clock) {
    this.tasks = tasks;
    this.versions = versions;
    this.readYourWrites = readYourWrites;
    this.clock = clock;
  }

  /**
   * The task; nothing with status 304 if the caller has it as it is. Not a {@code ResponseEntity},
   * whose ETag Spring would compare by rules of its own.
   */
  @GetMapping("/api/tasks/{taskId}")
  @Nullable Task read(
      @PathVariable("taskId") String address,
      @RequestParam MultiValueMap<String, String> given,
      Caller caller,
      HttpServletRequest request,
      HttpServletResponse response) {
    var parameters = new Parameters(given, Set.of(AsOf.PARAMETER));
    AsOf moment = AsOf.of(parameters, clock);
    parameters.refuseIfWrong();
    UUID taskId = TaskAddress.read(address);
    readYourWrites.await(moment.view(View.TASK_LIST), request);
    Task task = visible(taskId, caller.userId().value(), moment).orElseThrow(TaskAddress::notFound);
    response.setHeader(HttpHeaders.ETAG, "\"" + task.version() + "\"");
    if (IfNoneMatch.matches(request, task.version())) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return null;
    }
    return task;
  }

  private Optional<Task> visible(UUID taskId, UUID caller, AsOf moment) {
    return moment.asked()
        ? versions.visible(taskId, caller, moment)
        : tasks.visible(taskId, caller).map(TaskRow::task);
  }
}
