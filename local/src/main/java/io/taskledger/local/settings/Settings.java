package io.taskledger.local.settings;

import io.taskledger.devservers.ServerStartException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the user can change, by environment variables.
 *
 * @param data where everything is kept that must survive
 * @param bind the address on which the gateway listens; all else listens on loopback
 */
public record Settings(Path data, String bind, Map<Port, Integer> ports) {
  /** Every port that is listened on, with its default. */
  public enum Port {
    PAGE("the page", 3000),
    GATEWAY("the gateway", 8000),
    KAFKA("Kafka", 9092),
    KAFKA_CONTROLLER("Kafka's controller", 19_093),
    POSTGRES("PostgreSQL", 15_432),
    REDIS("Redis", 16_379),
    SMTP("incoming mail", 11_025),
    MAIL("the mail page", 18_025),
    COMMAND("command-side", 18_001),
    QUERY("query-side", 18_002),
    PROJECTIONS("projections", 18_003),
    NOTIFICATIONS("saga-notifications", 18_004),
    ASSISTANT("the assistant", 18_005),
    GATEWAY_MANAGEMENT("the gateway's management", 19_000),
    COMMAND_MANAGEMENT("command-side's management", 19_001),
    QUERY_MANAGEMENT("query-side's management", 19_002),
    PROJECTIONS_MANAGEMENT("projections' management", 19_003),
    NOTIFICATIONS_MANAGEMENT("saga-notifications' management", 19_004),
    ASSISTANT_MANAGEMENT("the assistant's management", 19_005);

    private final String purpose;
    private final int usual;

    Port(String purpose, int usual) {
      this.purpose = purpose;
      this.usual = usual;
    }

    public String variable() {
      return "TASKLEDGER_" + name() + "_PORT";
    }
  }

  /** Reads the environment; throws {@link ServerStartException} for a value that is no port. */
  public static Settings of(Map<String, String> environment) {
    Map<Port, Integer> ports = new LinkedHashMap<>();
    for (Port port : Port.values()) {
      ports.put(port, number(environment.get(port.variable()), port));
    }
    Path data = Path.of(environment.getOrDefault("TASKLEDGER_DATA", "local/data"));
    String bind = environment.getOrDefault("TASKLEDGER_BIND", "127.0.0.1");
    return new Settings(data.toAbsolutePath().normalize(), bind, ports);
  }

  public int port(Port port) {
    return ports.getOrDefault(port, port.usual);
  }

  /** For the check that they are free: purpose with variable, and number. */
  public Map<String, Integer> portsByPurpose() {
    Map<String, Integer> byPurpose = new LinkedHashMap<>();
    ports.forEach(
        (port, number) -> byPurpose.put(port.purpose + " (" + port.variable() + ")", number));
    return byPurpose;
  }

  public Path logs() {
    return data.resolve("logs");
  }

  private static int number(@Nullable String text, Port port) {
    if (text == null || text.isBlank()) {
      return port.usual;
    }
    try {
      int number = Integer.parseInt(text.strip());
      if (number > 0 && number < 65_536) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // The sentence below says it.
    }
    throw new ServerStartException(
        port.variable() + " is '" + text + "', but must be a port number from 1 to 65535.");
  }
}
