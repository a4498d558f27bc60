package io.taskledger.query.request;

import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.util.UUID;

/** The task id in a path. */
public final class TaskAddress {
  private TaskAddress() {}

  /** Reads the id; what is not a UUID names no task. */
  public static UUID read(String segment) {
    try {
      return Value.UUID.reader().apply(segment);
    } catch (IllegalArgumentException malformed) {
      throw notFound();
    }
  }

  /** The same answer for a task that does not exist and for one that the caller may not see. */
  public static ProblemException notFound() {
    return ProblemException.of(
        ErrorCode.TASK_NOT_FOUND, "Look at the id; tasks of others cannot be seen.");
  }
}
