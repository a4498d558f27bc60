package io.taskledger.local.use;

import io.taskledger.devservers.ServerStartException;
import io.taskledger.local.settings.RunLock;
import io.taskledger.local.settings.Secrets;
import io.taskledger.local.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * {@code local/rebuild}: has views made again while everything goes on, or compared with what the
 * events make of them, and shows how far that is.
 */
public final class Rebuild {
  private static final long LOOKED_EVERY_MS = 500;

  private final Api api;

  private Rebuild(Api api) {
    this.api = api;
  }

  /**
   * Answers the exit status: 0 when all went well and nothing differs, 1 otherwise.
   *
   * @param words names of projections, none for all; {@code --compare}
   */
  public static int run(Settings settings, Secrets secrets, List<String> words)
      throws InterruptedException {
    boolean compare = words.contains("--compare");
    List<String> names = words.stream().filter(word -> !word.startsWith("--")).toList();
    if (words.size() - names.size() > (compare ? 1 : 0)) {
      throw new ServerStartException("Say local/rebuild [--compare] [projection ...].");
    }
    if (RunLock.holder(settings.data()).isEmpty()) {
      throw new ServerStartException("Nothing runs; start it with local/up.");
    }
    try (Api api = new Api(settings.port(Settings.Port.GATEWAY))) {
      api.logIn(secrets.adminEmail(), secrets.adminPassword());
      var rebuild = new Rebuild(api);
      boolean well = true;
      for (String name : names.isEmpty() ? rebuild.all() : names) {
        well &= rebuild.one(name, compare);
      }
      return well ? 0 : 1;
    }
  }

  private List<String> all() {
    return api.send("GET", "/api/projections", null)
        .body()
        .path("items")
        .valueStream()
        .map(item -> item.path("name").asString())
        .toList();
  }

  private boolean one(String name, boolean compare) throws InterruptedException {
    Api.Answer begun =
        api.send("POST", "/api/projections/" + name + "/rebuild", Map.of("compare", compare));
    if (begun.status() != 202) {
      System.out.printf("%s: %s%n", name, begun.body().path("detail").asString());
      return false;
    }
    JsonNode rebuild = begun.body();
    while (!rebuild.hasNonNull("endedAt")) {
      Thread.sleep(LOOKED_EVERY_MS);
      rebuild = Objects.requireNonNull(api.send("GET", begun.header("Location"), null).body());
      System.out.printf(
          "%s: %s, %,d of %,d events, %,d/s%n",
          name,
          rebuild.path("state").asString(),
          rebuild.path("processed").asLong(),
          rebuild.path("total").asLong(),
          rebuild.path("eventsPerSecond").asLong());
    }
    System.out.printf("%s: %s%n", name, rebuild.path("outcome").asString());
    return rebuild.path("state").asString().equals("done")
        && rebuild.path("differences").asLong(0) == 0;
  }
}
