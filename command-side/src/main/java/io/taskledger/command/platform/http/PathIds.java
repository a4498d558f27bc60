package io.taskledger.command.platform.http;

import io.taskledger.command.platform.json.CanonicalUuid;
import io.taskledger.command.task.TaskPolicy;
import io.taskledger.events.task.TaskId;
import io.taskledger.web.problem.ErrorCode;
import io.taskledger.web.problem.ProblemException;
import java.util.UUID;

/** Ids in paths: what is not a UUID names nothing. */
public final class PathIds {
  private PathIds() {}

  /** The id of a task. */
  public static TaskId task(String text) {
    try {
      return new TaskId(CanonicalUuid.parse(text));
    } catch (IllegalArgumentException notOne) {
      throw TaskPolicy.notFound();
    }
  }

  /** The id of an event. */
  public static UUID event(String text) {
    try {
      return CanonicalUuid.parse(text);
    } catch (IllegalArgumentException notOne) {
      throw ProblemException.of(ErrorCode.EVENT_NOT_FOUND, "The id of an event is a UUID.");
    }
  }
}
