package io.taskledger.command.task;

import io.taskledger.events.task.TaskDetails;
import io.taskledger.recurrence.Recurrence;
import io.taskledger.web.problem.FieldError;
import io.taskledger.web.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;

/** Accepts only rules that lead to another occurrence. */
public final class RecurrencePolicy {
  private RecurrencePolicy() {}

  /** Refuses details with a rule that cannot be read or has no further occurrence. */
  public static void require(TaskDetails details, Instant now) {
    problem(details, now)
        .ifPresent(
            error -> {
              throw ProblemException.ofFields(List.of(error));
            });
  }

  /** What is wrong with the rule of these details; empty when they have none. */
  public static Optional<FieldError> problem(TaskDetails details, Instant now) {
    if (details.recurrence() == null) {
      return Optional.empty();
    }
    try {
      return Recurrence.parse(details.recurrence())
          .neverRecurs(details, now)
          .map(why -> new FieldError("recurrence", "never-recurs", why));
    } catch (InvalidRecurrenceRuleException wrong) {
      return Optional.of(
          new FieldError("recurrence", "bad-value", String.valueOf(wrong.getMessage())));
    }
  }
}
