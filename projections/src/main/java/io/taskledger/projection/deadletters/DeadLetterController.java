package io.taskledger.projection.deadletters;

import io.taskledger.messaging.inbox.DeadLetterService;
import io.taskledger.messaging.inbox.processing.DeadLetters.Released;
import io.taskledger.messaging.inbox.store.DeadLetter;
import io.taskledger.web.Caller;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What could not be handled, for administrators. */
@RestController
@RequestMapping("/api/dead-letters")
class DeadLetterController {
  private final DeadLetterService ours;
  private final NotificationDeadLetters notifications;

  DeadLetterController(DeadLetterService ours, NotificationDeadLetters notifications) {
    this.ours = ours;
    this.notifications = notifications;
  }

  @GetMapping
  DeadLetterPage list(@RequestParam MultiValueMap<String, String> given, Caller caller) {
    caller.requireAdmin();
    var query = DeadLetterQuery.of(given, names());
    String wanted = query.projection();
    // One more than is shown tells whether there are more.
    int limit = query.limit() + 1;
    List<DeadLetter> found =
        new ArrayList<>(
            DeadLetterProblem.translate(
                () -> ours.list(wanted, query.after(), query.discarded(), limit)));
    List<String> unavailable = null;
    if (wanted == null || wanted.equals(NotificationDeadLetters.REMINDERS)) {
      try {
        found.addAll(notifications.list(query.after(), query.discarded(), limit));
      } catch (ProblemException away) {
        if (wanted != null) {
          throw away;
        }
        unavailable = List.of(NotificationDeadLetters.REMINDERS);
      }
    }
    List<DeadLetter> items =
        found.stream().sorted(Comparator.comparing(DeadLetter::id)).limit(query.limit()).toList();
    String next = found.size() > query.limit() ? items.getLast().id().toString() : null;
    return new DeadLetterPage(items, next, unavailable);
  }

  @PostMapping("/{id}/retry")
  Released retry(@PathVariable String id, Caller caller) {
    caller.requireAdmin();
    UUID letter = read(id);
    return DeadLetterProblem.translate(() -> ours.retry(letter))
        .or(() -> notifications.retry(letter))
        .orElseThrow(DeadLetterController::notFound);
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void discard(@PathVariable String id, Caller caller) {
    caller.requireAdmin();
    UUID letter = read(id);
    if (DeadLetterProblem.translate(() -> ours.discard(letter))
        .or(() -> notifications.discard(letter))
        .isEmpty()) {
      throw notFound();
    }
  }

  private List<String> names() {
    return Stream.concat(ours.names().stream(), Stream.of(NotificationDeadLetters.REMINDERS))
        .toList();
  }

  private static UUID read(String id) {
    return DeadLetterQuery.id(id).orElseThrow(DeadLetterController::notFound);
  }

  private static ProblemException notFound() {
    return ProblemException.of(
        ErrorCode.DEAD_LETTER_NOT_FOUND, "Look at the id; what was retried is no dead letter now.");
  }
}
