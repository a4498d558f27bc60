package io.taskledger.local;

import io.taskledger.devservers.Ports;
import io.taskledger.local.client.Api;
import io.taskledger.local.client.Demo;
import io.taskledger.local.settings.Secrets;
import io.taskledger.local.settings.Settings;
import io.taskledger.local.settings.Settings.Port;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the JVM records for its AOT cache (JEP 483, 514, 515): a start on data and ports of its own,
 * and some seconds of commands and reads, so that what is hot then is compiled early later. Not for
 * people: the scripts run it once after a build.
 */
final class Training {
  private static final int PEOPLE = 4;
  private static final Duration READING = Duration.ofSeconds(8);
  private static final List<String> READS =
      List.of(
          "/api/tasks?limit=50",
          "/api/tasks?q=report",
          "/api/dashboard",
          "/api/tasks?status=pending&sort=-dueDate");

  private Training() {}

  /** Settings with this folder for the data, and free ports. */
  static Settings settings(Path data) {
    Map<Port, Integer> ports = new EnumMap<>(Port.class);
    for (Port port : Port.values()) {
      ports.put(port, Ports.free());
    }
    return new Settings(data, "127.0.0.1", ports);
  }

  /** Works for a while. */
  static void run(Settings settings, Secrets secrets) {
    List<Thread> people = new ArrayList<>();
    for (int number = 0; number < PEOPLE; number++) {
      people.add(Thread.ofVirtual().start(() -> work(settings, secrets)));
    }
    try {
      for (Thread person : people) {
        person.join();
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private static void work(Settings settings, Secrets secrets) {
    new Demo(settings, secrets).run();
    try (var api = new Api(settings.port(Port.GATEWAY))) {
      api.logIn(secrets.demoEmail(), secrets.demoPassword());
      long end = System.nanoTime() + READING.toNanos();
      while (System.nanoTime() < end) {
        READS.forEach(path -> api.send("GET", path, null));
        Api.Answer created = api.send("POST", "/api/tasks", Map.of("title", "Train"));
        String path = "/api/tasks/" + created.body().path("taskId").asString();
        api.send(
            "GET", path, null, "Taskledger-Min-Position", created.header("Taskledger-Position"));
        api.send("GET", path + "/history", null);
      }
    }
  }
}
