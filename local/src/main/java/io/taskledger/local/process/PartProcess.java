package io.taskledger.local.process;

import io.taskledger.devservers.ServerStartException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Parts of the system in one process, which can be stopped or killed and started again. */
public final class PartProcess {
  private static final long STOPPED_WITHIN_SECONDS = 40;

  private final List<String> options;
  private final List<String> names;
  private final Path log;
  private final Map<String, String> environment;
  private @Nullable Process process;

  /** Parts with little memory, because several of them share a machine. */
  public PartProcess(List<String> names, Path log, Map<String, String> environment) {
    this(List.of("-Xms64m", "-Xmx768m", "-XX:+UseSerialGC"), names, log, environment);
  }

  /**
   * Parts of the system.
   *
   * @param options of their JVM
   * @param names as {@code Main part} takes them
   * @param environment the data and the ports of the system
   */
  public PartProcess(
      List<String> options, List<String> names, Path log, Map<String, String> environment) {
    this.options = options;
    this.names = names;
    this.log = log;
    this.environment = environment;
  }

  /** Returns when it is ready. */
  public void start() throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(options);
    String aot = System.getProperty("taskledger.aot.options", "");
    if (!aot.isEmpty()) {
      words.addAll(List.of(aot.split(" (?=-X)")));
    }
    words.add("--sun-misc-unsafe-memory-access=allow");
    words.addAll(List.of("-jar", jar(), "part"));
    words.addAll(names);
    var builder =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    Process started = begin(builder);
    BufferedReader output = started.inputReader(StandardCharsets.UTF_8);
    String line = output.readLine();
    while (line != null && !line.equals("ready")) {
      line = output.readLine();
    }
    if (line == null) {
      throw new ServerStartException("%s did not start; see %s.".formatted(names, log));
    }
  }

  /** The packaged system: this JVM's, unless it was started otherwise and is told where it lies. */
  private static String jar() {
    return System.getProperty("taskledger.local.jar", System.getProperty("java.class.path"));
  }

  private synchronized Process begin(ProcessBuilder builder) throws IOException {
    Process started = builder.start();
    process = started;
    return started;
  }

  /** Ends it with SIGKILL. */
  public void kill() throws InterruptedException {
    Process running = running();
    if (running != null) {
      running.destroyForcibly().waitFor();
    }
  }

  /** CPU time that it has taken since its start. */
  public Duration cpu() {
    Process running = running();
    return running == null
        ? Duration.ZERO
        : running.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Lets it shut down cleanly; nothing happens when it does not run. */
  public void stop() throws InterruptedException {
    Process running = running();
    if (running == null) {
      return;
    }
    try {
      running.getOutputStream().close();
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
    if (!running.waitFor(STOPPED_WITHIN_SECONDS, TimeUnit.SECONDS)) {
      running.destroyForcibly().waitFor();
    }
  }

  private synchronized @Nullable Process running() {
    return process;
  }
}
