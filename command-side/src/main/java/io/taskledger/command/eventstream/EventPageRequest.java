package io.taskledger.command.eventstream;

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
 * @param after the position after which the page begins
 * @param limit the most events in the page
 * @param types none for all
 */
record EventPageRequest(long after, int limit, Set<EventType> types) {
  /** Validates the parameters. */
  static EventPageRequest of(long after, int limit, List<String> names) {
    List<FieldError> errors = new ArrayList<>();
    if (after < 0) {
      errors.add(new FieldError("after", "out-of-range", "A position must be 0 or more."));
    }
    if (limit < 1 || limit > EventStreamClient.LARGEST_PAGE) {
      errors.add(
          new FieldError(
              "limit", "out-of-range", "Must be 1 to " + EventStreamClient.LARGEST_PAGE + "."));
    }
    Set<EventType> types = EnumSet.noneOf(EventType.class);
    for (String name : names) {
      EventType.named(name)
          .ifPresentOrElse(
              types::add,
              () -> errors.add(new FieldError("type", "unknown", "No event type has this name.")));
    }
    if (!errors.isEmpty()) {
      throw ProblemException.ofParameters(errors);
    }
    return new EventPageRequest(after, limit, types);
  }

  /** Validates the parameters of a request for one aggregate. */
  static void requireStream(long fromVersion, int limit) {
    List<FieldError> errors = new ArrayList<>();
    if (fromVersion < 1) {
      errors.add(new FieldError("fromVersion", "out-of-range", "A version must be 1 or more."));
    }
    if (limit < 1 || limit > EventStreamClient.LARGEST_STREAM) {
      errors.add(
          new FieldError(
              "limit", "out-of-range", "Must be 1 to " + EventStreamClient.LARGEST_STREAM + "."));
    }
    if (!errors.isEmpty()) {
      throw ProblemException.ofParameters(errors);
    }
  }
}
