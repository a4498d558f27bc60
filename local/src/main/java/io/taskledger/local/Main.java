package io.taskledger.local;

import io.taskledger.devservers.ServerStartException;
import io.taskledger.local.client.Demo;
import io.taskledger.local.client.Rebuild;
import io.taskledger.local.process.Part;
import io.taskledger.local.settings.Secrets;
import io.taskledger.local.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The commands in {@code local/}: {@code up}, {@code down}, {@code status}, {@code demo}, … */
public final class Main {
  private Main() {}

  /** Runs one command; ends with status 1 and one sentence when it cannot. */
  public static void main(String[] arguments) {
    List<String> words = List.of(arguments);
    try {
      Settings settings = Settings.of(System.getenv());
      Path data = settings.data();
      switch (words.isEmpty() ? "" : words.getFirst()) {
        case "up" -> up(settings, words.contains("--fresh"));
        case "down" -> System.exit(Down.run(data));
        case "status" -> System.exit(Status.run(settings));
        case "demo" -> new Demo(settings, new Secrets(data, System.getenv())).run();
        case "rebuild" ->
            System.exit(
                Rebuild.run(
                    settings, new Secrets(data, System.getenv()), words.subList(1, words.size())));
        case "train" -> train(Training.settings(Path.of(words.get(1))));
        // Not for people: how the verification module runs what it kills.
        case "part" -> part(settings, words.subList(1, words.size()));
        default -> throw new ServerStartException("Usage: up, down, status, demo or rebuild.");
      }
    } catch (ServerStartException known) {
      System.err.println(known.getMessage());
      System.exit(1);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException broken) {
      // Servers that were started hold threads of their own: without this the JVM would go on.
      broken.printStackTrace();
      System.exit(1);
    }
  }

  private static void up(Settings settings, boolean fresh) throws InterruptedException {
    if (fresh) {
      Fresh.clear(settings.data());
    }
    logToFiles(settings);
    new Up(settings).run();
  }

  private static void train(Settings settings) throws InterruptedException {
    logToFiles(settings);
    new Up(settings)
        .run(
            secrets -> {
              Training.run(settings, secrets);
              System.exit(0);
            });
  }

  private static void part(Settings settings, List<String> names) throws IOException {
    logToFiles(settings);
    Part.run(settings, names);
  }

  private static void logToFiles(Settings settings) {
    System.setProperty("TASKLEDGER_LOGS", settings.logs().toString());
    // The services must not each set up logging anew in the JVM that they share.
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    boolean json = "json".equals(System.getenv("TASKLEDGER_LOG_FORMAT"));
    System.setProperty(
        "logback.configurationFile", json ? "logback-local-json.xml" : "logback-local.xml");
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    // Before the threads of the services race to be the first.
    LoggerFactory.getILoggerFactory();
  }
}
