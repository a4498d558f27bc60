package io.taskledger.projection.deadletters;

import io.taskledger.messaging.inbox.processing.DeadLetterException;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.util.function.Supplier;

/** Translates why a dead letter could not be processed into a problem detail. */
final class DeadLetterProblem {
  private DeadLetterProblem() {}

  static <T> T translate(Supplier<T> work) {
    try {
      return work.get();
    } catch (DeadLetterException failed) {
      ErrorCode code =
          switch (failed.kind()) {
            case FAILED_AGAIN -> ErrorCode.DEAD_LETTER_REFUSED_AGAIN;
            case NOT_ACTIVE -> ErrorCode.VIEW_UNAVAILABLE;
            case UNAVAILABLE -> ErrorCode.STORE_UNAVAILABLE;
          };
      throw ProblemException.of(code, String.valueOf(failed.getMessage()));
    }
  }
}
