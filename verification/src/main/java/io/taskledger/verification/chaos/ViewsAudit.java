package io.taskledger.verification.chaos;

import io.taskledger.local.use.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Holds every view against what the events make of it: each projection fills another version of its
 * view from the event store and compares it with the live one.
 */
public final class ViewsAudit {
  private static final long LOOKED_EVERY_MS = 200;

  private final Api administrator;

  /** By this administrator, who is logged in. */
  public ViewsAudit(Api administrator) {
    this.administrator = administrator;
  }

  /** A sentence for each view that differs, or could not be compared. */
  public List<String> violations() throws InterruptedException {
    List<String> violations = new ArrayList<>();
    List<String> names =
        administrator
            .send("GET", "/api/projections", null)
            .body()
            .path("items")
            .valueStream()
            .map(item -> item.path("name").asString())
            .toList();
    if (names.isEmpty()) {
      violations.add("No views are there");
    }
    for (String name : names) {
      compare(name, violations);
    }
    return violations;
  }

  private void compare(String name, List<String> violations) throws InterruptedException {
    Api.Answer begun =
        administrator.send(
            "POST", "/api/projections/" + name + "/rebuild", Map.of("compare", true));
    if (begun.status() != 202) {
      violations.add("The view %s is not compared: %s".formatted(name, begun.body()));
      return;
    }
    JsonNode comparison = begun.body();
    while (!comparison.hasNonNull("endedAt")) {
      Thread.sleep(LOOKED_EVERY_MS);
      comparison = administrator.send("GET", begun.header("Location"), null).body();
    }
    if (!comparison.path("state").asString().equals("done")
        || comparison.path("differences").asLong(-1) != 0) {
      violations.add("The view %s differs: %s".formatted(name, comparison.path("outcome")));
    }
  }
}
