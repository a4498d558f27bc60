package io.taskledger.verification.bench.system;

import io.taskledger.devservers.Ports;
import io.taskledger.devservers.ServerStartException;
import io.taskledger.verification.bench.load.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A system of the benchmark's own: {@code local/up} as a process, with its own data and ports. */
public final class LocalSystem implements AutoCloseable {
  /** The database of all services. */
  public static final String DATABASE = "taskledger";

  /** The role that may see and change everything. */
  public static final String SUPERUSER = "postgres";

  private static final Duration STARTED_WITHIN = Duration.ofMinutes(3);
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(40);

  private final Path script;
  private final Path root;
  private final Map<String, Integer> ports = new LinkedHashMap<>();
  private @Nullable Process process;

  /**
   * Nothing is started yet.
   *
   * @param script {@code local/up}
   * @param root the folder of the benchmark
   * @param portVariables the environment variables of all ports of the system
   */
  public LocalSystem(Path script, Path root, List<String> portVariables) {
    this.script = script;
    this.root = root;
    portVariables.forEach(variable -> ports.put(variable, Ports.free()));
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "bench-stop"));
  }

  /** Begins to start; {@link #awaitReady} is still due. */
  public synchronized void launch(String... options) {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(options));
    try {
      Files.createDirectories(root);
      if (List.of(options).contains("--fresh")) {
        Files.deleteIfExists(log());
      }
      var builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
      prepare(builder.environment());
      process = builder.start();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** What tells a process the data and the ports of this system. */
  public Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    prepare(environment);
    return environment;
  }

  private void prepare(Map<String, String> environment) {
    ports.forEach((variable, port) -> environment.put(variable, port.toString()));
    environment.put("TASKLEDGER_DATA", data().toString());
    environment.put("TASKLEDGER_BUILD", "no");
    environment.put("TASKLEDGER_GATEWAY_LIMITS_ENABLED", "false");
    environment.put("TASKLEDGER_WAITING_READS", "10000");
    environment.put("TASKLEDGER_ADMIN_EMAIL", Person.ADMIN);
    environment.put("TASKLEDGER_ADMIN_PASSWORD", Person.PASSWORD);
    // What stands there now are the options of this JVM.
    environment.remove("TASKLEDGER_JAVA_OPTIONS");
    String given = environment.getOrDefault("TASKLEDGER_BENCH_SYSTEM_OPTIONS", "");
    if (!given.isBlank()) {
      environment.put("TASKLEDGER_JAVA_OPTIONS", given);
    }
  }

  /** Returns when the system serves. */
  public void awaitReady() throws InterruptedException {
    long end = System.nanoTime() + STARTED_WITHIN.toNanos();
    while (!Files.exists(data().resolve("ready"))) {
      if (!process().isAlive() || System.nanoTime() > end) {
        throw new ServerStartException("The system did not start; see " + log() + ".");
      }
      Thread.sleep(100);
    }
  }

  /** The port of a service by a part of its variable, e.g. {@code GATEWAY}. */
  public int port(String name) {
    Integer port = ports.get("TASKLEDGER_" + name + "_PORT");
    if (port == null) {
      throw new IllegalArgumentException("There is no port " + name);
    }
    return port;
  }

  /** Where Kafka is. */
  public String kafka() {
    return "127.0.0.1:" + port("KAFKA");
  }

  /** A connection as the superuser. */
  public Connection database() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port("POSTGRES"), DATABASE),
        SUPERUSER,
        superuserPassword());
  }

  /** The password of the superuser, made up when the data was. */
  public String superuserPassword() {
    try {
      return Files.readString(data().resolve("postgres").resolve("superuser.password"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The data of the system. */
  public Path data() {
    return root.resolve("system");
  }

  /** Where the benchmark may keep files of its own. */
  public Path root() {
    return root;
  }

  /** What the system prints. */
  public Path log() {
    return root.resolve("up.log");
  }

  /** CPU time that the services and Kafka, which share a JVM, have taken since their start. */
  public Duration cpu() {
    return process().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private synchronized Process process() {
    if (process == null) {
      throw new IllegalStateException("The system was not started");
    }
    return process;
  }

  /** Ends the system; its data stays. */
  public synchronized void stop() {
    if (process == null) {
      return;
    }
    process.destroy();
    try {
      if (!process.waitFor(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      process = null;
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  /** Deletes what a run has left, less the log. Nothing but what this class knows is deleted. */
  public void clear() {
    if (!Files.isDirectory(data())) {
      return;
    }
    try (Stream<Path> walk = Files.walk(data())) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException undeletable) {
      throw new UncheckedIOException(undeletable);
    }
  }

  /** Ends the system and deletes its data. */
  @Override
  public void close() {
    stop();
    clear();
  }
}
