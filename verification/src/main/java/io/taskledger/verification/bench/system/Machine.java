package io.taskledger.verification.bench.system;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.stream.Stream;

/** What the figures depend on. */
public final class Machine {
  private static final String SETTINGS =
      """
      select 'PostgreSQL ' || current_setting('server_version') || ', fsync ' || current_setting('fsync')
        || ', synchronous_commit ' || current_setting('synchronous_commit')
      """;

  private Machine() {}

  /** One line. To be asked before the load begins: it tells what else the machine had to do. */
  public static String line(LocalSystem system, double loadBefore) throws SQLException {
    var machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return String.format(
        Locale.ROOT,
        "%d cores (%s), %.0f GB of memory, %s %s, JDK %s, %s; load average before the start %.1f.",
        machine.getAvailableProcessors(),
        processor(),
        machine.getTotalMemorySize() / 1e9,
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        Runtime.version(),
        settings(system),
        loadBefore);
  }

  /** How many processes waited for a core in the last minute. */
  public static double load() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getSystemLoadAverage();
  }

  private static String settings(LocalSystem system) throws SQLException {
    try (Connection connection = system.database();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(SETTINGS)) {
      found.next();
      return found.getString(1);
    }
  }

  private static String processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse(System.getProperty("os.arch"));
    } catch (IOException notLinux) {
      return System.getProperty("os.arch");
    }
  }
}
