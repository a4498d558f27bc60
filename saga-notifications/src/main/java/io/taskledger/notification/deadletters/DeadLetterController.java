package io.taskledger.notification.deadletters;

import io.taskledger.messaging.inbox.DeadLetterService;
import io.taskledger.messaging.inbox.processing.DeadLetters;
import io.taskledger.messaging.inbox.store.DeadLetter;
import io.taskledger.web.ServicesOnly;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The dead letters of this service, for projections, which shows those of all services. */
@ServicesOnly
@RestController
@RequestMapping("/internal/dead-letters")
class DeadLetterController {
  private final DeadLetterService book;

  DeadLetterController(DeadLetterService book) {
    this.book = book;
  }

  @GetMapping
  List<DeadLetter> list(
      @RequestParam(required = false) @Nullable UUID after,
      @RequestParam boolean discarded,
      @RequestParam int limit) {
    return DeadLetterProblem.translate(() -> book.list(null, after, discarded, limit));
  }

  @PostMapping("/{id}/retry")
  DeadLetters.Released retry(@PathVariable UUID id) {
    return DeadLetterProblem.translate(() -> book.retry(id))
        .orElseThrow(DeadLetterController::notFound);
  }

  @DeleteMapping("/{id}")
  DeadLetters.Released discard(@PathVariable UUID id) {
    return DeadLetterProblem.translate(() -> book.discard(id))
        .orElseThrow(DeadLetterController::notFound);
  }

  private static ProblemException notFound() {
    return ProblemException.of(ErrorCode.DEAD_LETTER_NOT_FOUND, "Look at the id.");
  }
}
