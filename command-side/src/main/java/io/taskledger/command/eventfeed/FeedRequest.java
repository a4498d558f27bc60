package io.taskledger.command.eventfeed;

import io.taskledger.events.codec.EventType;
import io.taskledger.eventstream.EventStreamClient;
import io.taskledger.web.problem.FieldError;
import io.taskledger.web.problem.ProblemException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a reader asks for.
 *
 * @param after the position behind which it begins
 * @param limit the most events that it takes
 * @param types none for all
 */
record FeedRequest(long after, int limit, Set<EventType> types) {
  /** Checks the parameters as they came. */
  static FeedRequest of(long after, int limit, List<String> names) {
    List<FieldError> errors = new ArrayList<>();
    if (after < 0) {
      errors.add(new FieldError("after", "out-of-range", "A position is 0 or more."));
    }
    if (limit < 1 || limit > EventStreamClient.LARGEST_PAGE) {
      errors.add(
          new FieldError(
              "limit", "out-of-range", "Ask for 1 to " + EventStreamClient.LARGEST_PAGE + "."));
    }
    Set<EventType> types = EnumSet.noneOf(EventType.class);
    for (String name : names) {
      EventType.named(name)
          .ifPresentOrElse(
              types::add,
              () -> errors.add(new FieldError("type", "unknown", "No event is called so.")));
    }
    if (!errors.isEmpty()) {
      throw ProblemException.ofParameters(errors);
    }
    return new FeedRequest(after, limit, types);
  }
}
