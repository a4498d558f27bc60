package io.taskledger.verification;

import io.taskledger.devservers.ServerStartException;
import io.taskledger.local.settings.Settings;
import io.taskledger.local.settings.Settings.Port;
import io.taskledger.verification.bench.Bench;
import io.taskledger.verification.chaos.Chaos;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The commands that check a whole system: {@code bench} and {@code chaos}. */
public final class Main {
  private Main() {}

  /** Runs one command; ends with status 1 and one sentence when it cannot. */
  public static void main(String[] arguments) {
    List<String> words = List.of(arguments);
    try {
      Path data = Settings.of(System.getenv()).data();
      List<String> portVariables = Stream.of(Port.values()).map(Port::variable).toList();
      switch (words.isEmpty() ? "" : words.getFirst()) {
        case "bench" -> Bench.run(words, data, portVariables);
        case "chaos" -> Chaos.run(words, data, portVariables);
        default -> throw new ServerStartException("Usage: bench or chaos.");
      }
    } catch (ServerStartException known) {
      System.err.println(known.getMessage());
      System.exit(1);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException broken) {
      // Servers that were started hold threads of their own: without this the JVM would go on.
      broken.printStackTrace();
      System.exit(1);
    }
  }
}
