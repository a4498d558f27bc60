package io.taskledger.local.client;

import io.taskledger.devservers.ServerStartException;
import io.taskledger.local.settings.RunLock;
import io.taskledger.local.settings.Secrets;
import io.taskledger.local.settings.Settings;
import java.util.List;

/**
 * {@code local/rebuild}: has views made again while everything goes on, or compared with what the
 * events make of them, and shows how far that is.
 */
public final class Rebuild {
  private Rebuild() {}

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
      var rebuilds = new Rebuilds(api);
      boolean well = true;
      for (String name : names.isEmpty() ? rebuilds.projections() : names) {
        well &= show(rebuilds, name, compare);
      }
      return well ? 0 : 1;
    }
  }

  private static boolean show(Rebuilds rebuilds, String name, boolean compare)
      throws InterruptedException {
    Rebuilds.Outcome outcome =
        rebuilds.run(
            name,
            compare,
            rebuild ->
                System.out.printf(
                    "%s: %s, %,d of %,d events, %,d/s%n",
                    name,
                    rebuild.path("state").asString(),
                    rebuild.path("processed").asLong(),
                    rebuild.path("total").asLong(),
                    rebuild.path("eventsPerSecond").asLong()));
    System.out.printf("%s: %s%n", name, outcome.sentence());
    return outcome.isWell();
  }
}
