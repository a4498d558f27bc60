package io.taskledger.local;

import io.taskledger.local.Settings.Port;
import io.taskledger.servers.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes the next start quicker: when the system is ready and there is no ahead-of-time cache (JEP
 * 483, JEP 514) for what was built, a second, short-lived system with the lowest priority runs on
 * data and ports of its own and leaves one.
 */
final class Training implements AutoCloseable {
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);

  private final Process process;
  private final Path data;

  private Training(Process process, Path data) {
    this.process = process;
    this.data = data;
  }

  /** Begins, unless there is a cache for this jar or the user wants none. */
  static @Nullable Training begin(Settings settings) {
    @Nullable String jarName = System.getProperty("java.class.path");
    Path jar = Path.of(jarName == null ? "" : jarName).toAbsolutePath();
    Path cache = jar.resolveSibling("taskledger.aot");
    if ("no".equals(System.getenv("TASKLEDGER_AOT"))
        || !jar.toString().endsWith(".jar")
        || isNewer(cache, jar)) {
      return null;
    }
    Path data = settings.data().resolve("training");
    try {
      Fresh.clear(data);
      Process process = builder(jar, cache, data).start();
      process.onExit().thenAccept(ended -> finish(ended, cache, data));
      return new Training(process, data);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static ProcessBuilder builder(Path jar, Path cache, Path data) {
    List<String> command = new ArrayList<>(List.of("nice", "-n", "19"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(option -> !option.startsWith("-XX:AOT"))
            .toList());
    command.addAll(
        List.of("-XX:AOTCacheOutput=" + unfinished(cache), "-jar", jar.toString(), "train"));
    var builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.put("TASKLEDGER_DATA", data.toString());
    environment.put("TASKLEDGER_AOT", "no");
    for (Port port : Port.values()) {
      environment.put(port.variable(), Integer.toString(Ports.free()));
    }
    return builder
        .redirectErrorStream(true)
        .redirectOutput(data.resolveSibling("training.log").toFile());
  }

  private static void finish(Process ended, Path cache, Path data) {
    try {
      if (ended.exitValue() == 0 && Files.exists(unfinished(cache))) {
        Files.move(unfinished(cache), cache, StandardCopyOption.REPLACE_EXISTING);
      }
      Fresh.clear(data);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static Path unfinished(Path cache) {
    return cache.resolveSibling("taskledger.aot.new");
  }

  private static boolean isNewer(Path cache, Path jar) {
    try {
      return Files.exists(cache)
          && Files.getLastModifiedTime(cache).compareTo(Files.getLastModifiedTime(jar)) > 0;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Gives it up if it is still under way; nothing of it is left running. */
  @Override
  public void close() {
    process.destroy();
    // At its end the JVM leaves the making of the cache to another one.
    process
        .descendants()
        .filter(child -> child.info().command().orElse("").endsWith("java"))
        .forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(ENDS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        Infrastructure.endOrphans(data);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
