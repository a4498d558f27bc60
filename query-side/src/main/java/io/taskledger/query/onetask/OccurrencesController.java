package io.taskledger.query.onetask;

import io.taskledger.query.readyourwrites.ReadYourWrites;
import io.taskledger.query.request.TaskAddress;
import io.taskledger.query.task.Task;
import io.taskledger.query.viewprogress.View;
import io.taskledger.recurrence.Recurrence;
import io.taskledger.web.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/tasks/{taskId}/occurrences}: when a recurring task will be due again. A rule that
 * counts from the completion has no dates that are known before.
 */
@RestController
class OccurrencesController {
  private static final int SHOWN = 3;

  private final TaskRows tasks;
  private final ReadYourWrites readYourWrites;

  OccurrencesController(TaskRows tasks, ReadYourWrites readYourWrites) {
    this.tasks = tasks;
    this.readYourWrites = readYourWrites;
  }

  record Occurrences(List<Instant> items) {}

  @GetMapping("/api/tasks/{taskId}/occurrences")
  Occurrences read(
      @PathVariable("taskId") String address, Caller caller, HttpServletRequest request) {
    readYourWrites.await(View.TASK_LIST, request);
    Task task =
        tasks
            .visible(TaskAddress.read(address), caller.userId().value())
            .map(TaskRow::task)
            .orElseThrow(TaskAddress::notFound);
    return new Occurrences(following(task));
  }

  private static List<Instant> following(Task task) {
    List<Instant> dates = new ArrayList<>();
    Instant due = task.dueDate();
    if (task.recurrence() == null || due == null) {
      return dates;
    }
    ZoneId zone = task.timeZone() == null ? ZoneOffset.UTC : ZoneId.of(task.timeZone());
    LocalDateTime start = LocalDateTime.ofInstant(due, zone);
    try {
      Recurrence rule = Recurrence.parse(task.recurrence());
      Optional<Instant> next =
          rule.isFromCompletion() ? Optional.empty() : rule.firstAfter(start, due, zone);
      while (next.isPresent() && dates.size() < SHOWN) {
        dates.add(next.get());
        next = rule.firstAfter(start, next.get(), zone);
      }
      return dates;
    } catch (InvalidRecurrenceRuleException notAccepted) {
      throw new IllegalStateException("An accepted rule is readable", notAccepted);
    }
  }
}
