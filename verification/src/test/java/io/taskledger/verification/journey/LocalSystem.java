package io.taskledger.verification.journey;

import static org.awaitility.Awaitility.await;

import io.taskledger.devservers.Ports;
import io.taskledger.local.client.Api;
import io.taskledger.local.service.Infrastructure;
import io.taskledger.local.settings.Secrets;
import io.taskledger.local.settings.Settings;
import io.taskledger.local.settings.Settings.Port;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The system as a user starts it: {@code local/up} as a process, on free ports and a folder of its
 * own.
 */
final class LocalSystem implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofMinutes(3);
  private static final Path ROOT =
      Path.of(System.getProperty("maven.multiModuleProjectDirectory", "..")).toAbsolutePath();

  private final Map<String, String> environment = new HashMap<>();
  private final Path output;
  final Settings settings;
  final Secrets secrets;
  private Process process;

  /** Starts it and waits until it is ready. */
  LocalSystem(Path data) throws IOException {
    environment.put("TASKLEDGER_DATA", data.toString());
    environment.put("TASKLEDGER_BUILD", "no");
    environment.put("TASKLEDGER_LOG_FORMAT", "json");
    environment.put("TASKLEDGER_LOG_LEVEL", "DEBUG");
    for (Port port : Port.values()) {
      environment.put(port.variable(), Integer.toString(Ports.free()));
    }
    output = Files.createTempFile("local-up", ".log");
    settings = Settings.of(environment);
    process = start();
    secrets = new Secrets(data, environment);
  }

  /** Starts it again after it ended. */
  void restart() throws IOException {
    process = start();
  }

  private Process start() throws IOException {
    Process started = command("up").start();
    await()
        .atMost(READY_WITHIN)
        .until(() -> !started.isAlive() || Files.readString(output).contains("is ready"));
    if (!started.isAlive()) {
      throw new IllegalStateException("local/up ended: " + Files.readString(output));
    }
    return started;
  }

  private ProcessBuilder command(String name) {
    // A JVM whose parent was started in the background inherits that SIGINT is ignored.
    var builder =
        new ProcessBuilder(
            "env", "--default-signal=INT", ROOT.resolve("local").resolve(name).toString());
    builder.environment().putAll(environment);
    return builder.redirectErrorStream(true).redirectOutput(output.toFile());
  }

  /** What a command that ends by itself prints, and its exit status. */
  record Ended(int status, String text) {}

  /** Runs another of the scripts against this system. */
  Ended run(String name, Map<String, String> more) throws IOException, InterruptedException {
    Path text = Files.createTempFile("local-" + name, ".log");
    ProcessBuilder builder = command(name).redirectOutput(text.toFile());
    builder.environment().putAll(more);
    Process running = builder.start();
    if (!running.waitFor(1, TimeUnit.MINUTES)) {
      running.destroyForcibly();
    }
    return new Ended(running.waitFor(), Files.readString(text));
  }

  Api api() {
    return new Api(settings.port(Port.GATEWAY));
  }

  /** As Ctrl-C does; answers how long it took until the process was gone. */
  Duration interrupt() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("It does not end: " + Files.readString(output));
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** As the machine's failing does: nothing is told to it. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Processes that work in the data folder. */
  List<String> processes() {
    String data = settings.data().toString();
    return ProcessHandle.allProcesses()
        .map(handle -> commandLine(handle.pid()))
        .filter(line -> line.contains(data))
        .toList();
  }

  private static String commandLine(long pid) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline")).replace('\0', ' ');
    } catch (IOException gone) {
      return "";
    } catch (UncheckedIOException gone) {
      return "";
    }
  }

  /** Ends it whatever has failed, with the servers that it has started. */
  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
    }
    Infrastructure.endOrphans(settings.data());
  }
}
