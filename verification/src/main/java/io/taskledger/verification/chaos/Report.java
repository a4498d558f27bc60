package io.taskledger.verification.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was done and what was counted, as a table. */
final class Report {
  private final List<String> rows = new ArrayList<>();
  private long done;
  private long refused;
  private long open;
  private long events;
  private long duplicates;
  private int violations;

  /** Adds a round: what it has added to the counts of those before. */
  void add(String what, Answers answers, Verdict verdict, double caughtUpSeconds) {
    rows.add(
        String.format(
            Locale.ROOT,
            "| %s | %,d | %,d | %,d | %,d | %,d | %.1f | %d |",
            what,
            answers.done.size() - done,
            answers.refused.size() - refused,
            answers.open() - open,
            verdict.audit().events() - events,
            verdict.audit().duplicates() - duplicates,
            caughtUpSeconds,
            verdict.violations().size()));
    done = answers.done.size();
    refused = answers.refused.size();
    open = answers.open();
    events = verdict.audit().events();
    duplicates = verdict.audit().duplicates();
    violations = Math.max(violations, verdict.violations().size());
  }

  /** Whether nothing was ever lost, doubled or made up. */
  boolean isClean() {
    return violations == 0;
  }

  String table() {
    return """
    | what was done | succeeded | refused | unanswered or 5xx | new events | new duplicates on Kafka | caught up after s | violations |
    | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
    %s

    In the end %,d events are in the store and on Kafka, with %,d duplicates; %,d commands were answered with success.
    """
        .formatted(String.join("\n", rows), events, duplicates, done);
  }
}
