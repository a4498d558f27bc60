package io.taskledger.verification.chaos;

import io.taskledger.local.client.Api;
import io.taskledger.local.client.Rebuilds;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds every view against what the events make of it: each projection fills another version of its
 * view from the event store and compares it with the live one.
 */
public final class ViewsAudit {
  private final Rebuilds rebuilds;

  /** By this administrator, who is logged in. */
  public ViewsAudit(Api administrator) {
    this.rebuilds = new Rebuilds(administrator);
  }

  /** A sentence for each view that differs, or could not be compared. */
  public List<String> violations() throws InterruptedException {
    List<String> violations = new ArrayList<>();
    List<String> names = rebuilds.projections();
    if (names.isEmpty()) {
      violations.add("No views are there");
    }
    for (String name : names) {
      Rebuilds.Outcome outcome = rebuilds.run(name, true, progress -> {});
      if (!outcome.isWell()) {
        violations.add("The view %s differs: %s".formatted(name, outcome.sentence()));
      }
    }
    return violations;
  }
}
