package io.taskledger.query.tasklist;

import io.taskledger.query.page.Keyset;
import io.taskledger.query.page.Page;
import io.taskledger.query.page.PageRequest;
import io.taskledger.query.pointintime.AsOf;
import io.taskledger.query.readyourwrites.ReadYourWrites;
import io.taskledger.query.request.Parameters;
import io.taskledger.query.task.Task;
import io.taskledger.query.viewprogress.View;
import io.taskledger.web.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The caller's tasks, newest first; with a search and no sort, best match first. */
@RestController
class TaskListController {
  private static final Set<String> PARAMETERS =
      Stream.concat(
              TaskFilter.PARAMETERS.stream(), Stream.of("sort", "limit", "cursor", AsOf.PARAMETER))
          .collect(Collectors.toUnmodifiableSet());

  private final TaskList tasks;
  private final ReadYourWrites readYourWrites;
  private final Clock clock;

  TaskListController(TaskList tasks, ReadYourWrites readYourWrites, Clock clock) {
    this.tasks = tasks;
    this.readYourWrites = readYourWrites;
    this.clock = clock;
  }

  @GetMapping("/api/tasks")
  Page<Task> list(
      @RequestParam MultiValueMap<String, String> given,
      Caller caller,
      HttpServletRequest request) {
    var parameters = new Parameters(given, PARAMETERS);
    AsOf moment = AsOf.of(parameters, clock);
    TaskFilter filter = TaskFilter.of(parameters);
    Keyset sort = parameters.one("sort", TaskOrder.VALUE);
    PageRequest page = PageRequest.of(parameters, sort == null ? unsorted(filter) : sort);
    parameters.refuseIfWrong();
    readYourWrites.await(moment.view(View.TASK_LIST), request);
    return tasks.of(caller.userId(), filter, moment, page);
  }

  private static Keyset unsorted(TaskFilter filter) {
    return filter.q() == null ? TaskOrder.NEWEST_FIRST : TaskOrder.BEST_MATCH_FIRST;
  }
}
