package io.taskledger.verification.journey;

import io.taskledger.devservers.Ports;
import io.taskledger.local.client.Api;
import io.taskledger.local.process.PartProcess;
import io.taskledger.local.settings.Secrets;
import io.taskledger.local.settings.Settings;
import io.taskledger.local.settings.Settings.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A system with two projections and two query-sides, each a process that can be killed. */
final class SharedWorkSystem implements AutoCloseable {
  private static final List<String> OPTIONS = List.of("-Xmx384m", "-XX:+UseSerialGC");

  final Settings settings;
  final Secrets secrets;
  final PartProcess otherProjections;
  final int otherQuerySide;
  private final List<PartProcess> all;

  SharedWorkSystem(Path root) throws IOException {
    Path data = Files.createDirectories(root.resolve("system"));
    Files.createDirectories(data.resolve("logs"));
    Path log = root.resolve("parts.log");
    Map<String, String> environment = new HashMap<>();
    environment.put("TASKLEDGER_DATA", data.toString());
    environment.put("TASKLEDGER_GATEWAY_LIMITS_ENABLED", "false");
    for (Port port : Port.values()) {
      environment.put(port.variable(), Integer.toString(Ports.free()));
    }
    settings = Settings.of(environment);
    Map<String, String> other = new HashMap<>(environment);
    for (Port port :
        List.of(Port.PROJECTIONS, Port.PROJECTIONS_MANAGEMENT, Port.QUERY, Port.QUERY_MANAGEMENT)) {
      other.put(port.variable(), Integer.toString(Ports.free()));
    }
    otherQuerySide = Settings.of(other).port(Port.QUERY);
    PartProcess projections = new PartProcess(OPTIONS, List.of("projections"), log, environment);
    otherProjections = new PartProcess(OPTIONS, List.of("projections"), log, other);
    all =
        List.of(
            new PartProcess(
                List.of(
                    "postgres",
                    "redis",
                    "kafka",
                    "mail",
                    "command-side",
                    "saga-notifications",
                    "api-gateway"),
                log,
                environment),
            projections,
            otherProjections,
            new PartProcess(OPTIONS, List.of("query-side"), log, environment),
            new PartProcess(OPTIONS, List.of("query-side"), log, other));
    for (PartProcess part : all) {
      part.start();
    }
    secrets = new Secrets(data, environment);
  }

  /** Through the gateway. */
  Api api() {
    return new Api(settings.port(Port.GATEWAY));
  }

  /** The query-side that the gateway does not know. */
  Api otherQueries() {
    return new Api(otherQuerySide);
  }

  String kafka() {
    return "localhost:" + settings.port(Port.KAFKA);
  }

  @Override
  public void close() throws InterruptedException {
    for (PartProcess part : all.reversed()) {
      part.stop();
    }
  }
}
