package io.taskledger.local.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Has views made again, or compared with what the events make of them, and waits for the end. */
public final class Rebuilds {
  private static final Duration LOOKED_EVERY = Duration.ofMillis(500);

  private final Api administrator;

  /** By this administrator, who is logged in. */
  public Rebuilds(Api administrator) {
    this.administrator = administrator;
  }

  /**
   * How a rebuild ended.
   *
   * @param isWell whether it was done, and found no difference
   * @param sentence what it did, for people
   */
  public record Outcome(boolean isWell, String sentence) {}

  /** The names of all projections. */
  public List<String> projections() {
    return administrator
        .send("GET", "/api/projections", null)
        .body()
        .path("items")
        .valueStream()
        .map(item -> item.path("name").asString())
        .toList();
  }

  /**
   * Rebuilds one view, and returns when that has ended.
   *
   * @param compare whether the view is compared with the rebuilt one and stays as it is
   * @param progress told twice a second how far it is, in the form of the API
   */
  public Outcome run(String projection, boolean compare, Consumer<JsonNode> progress)
      throws InterruptedException {
    Api.Answer begun =
        administrator.send(
            "POST", "/api/projections/" + projection + "/rebuild", Map.of("compare", compare));
    if (begun.status() != 202) {
      return new Outcome(false, begun.body().path("detail").asString());
    }
    JsonNode rebuild = begun.body();
    while (!rebuild.hasNonNull("endedAt")) {
      Thread.sleep(LOOKED_EVERY);
      rebuild = administrator.send("GET", begun.header("Location"), null).body();
      progress.accept(rebuild);
    }
    return new Outcome(
        rebuild.path("state").asString().equals("done")
            && rebuild.path("differences").asLong(compare ? -1 : 0) == 0,
        rebuild.path("outcome").asString());
  }
}
