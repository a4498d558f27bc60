package io.taskledger.devservers.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Runs programs and finds running ones, on Linux, since it reads {@code /proc}. Directories are
 * real paths.
 */
public final class Processes {
  private static final int RAN_TOO_LONG = -1;

  private Processes() {}

  /** A command to be run in a directory with its output at the end of a log, without input. */
  public static ProcessBuilder command(Path directory, Path log, List<String> words) {
    var builder =
        new ProcessBuilder(words)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("LC_ALL", "C");
    return builder;
  }

  /** Whether the command came to an end within the limit, with status 0. */
  public static boolean succeeds(ProcessBuilder command, Duration limit) throws IOException {
    Process process = command.start();
    int status =
        process
            .onExit()
            .thenApply(Process::exitValue)
            .completeOnTimeout(RAN_TOO_LONG, limit.toMillis(), TimeUnit.MILLISECONDS)
            .join();
    if (status == RAN_TOO_LONG) {
      process.destroyForcibly();
    }
    return status == 0;
  }

  /** The running processes of a program whose working directory is this one; no zombies. */
  public static List<ProcessHandle> running(String program, Path directory) {
    return Files.isDirectory(directory)
        ? ProcessHandle.allProcesses().filter(p -> runs(p.pid(), program, directory)).toList()
        : List.of();
  }

  /** Sends a signal, such as {@code INT}. */
  public static void signal(String signal, ProcessHandle process) throws IOException {
    var words = List.of("sh", "-c", "kill -%s %d".formatted(signal, process.pid()));
    succeeds(command(Path.of("/"), Path.of("/dev/null"), words), Duration.ofSeconds(10));
  }

  /**
   * Ends all processes of a program that run in this directory with SIGTERM, and with SIGKILL those
   * that are still there when the limit is over.
   *
   * @throws IOException when even that leaves some behind
   */
  public static void end(String program, Path directory, Duration limit) throws IOException {
    running(program, directory).forEach(ProcessHandle::destroy);
    if (!awaitNone(program, directory, limit)) {
      kill(program, directory);
    }
  }

  /** Ends all processes of a program that run in this directory with SIGKILL, and awaits that. */
  public static void kill(String program, Path directory) throws IOException {
    running(program, directory).forEach(ProcessHandle::destroyForcibly);
    if (!awaitNone(program, directory, Duration.ofSeconds(10))) {
      throw new IOException("%s in %s survives SIGKILL".formatted(program, directory));
    }
  }

  /** Waits until no process of the program runs in this directory; false when the limit is over. */
  public static boolean awaitNone(String program, Path directory, Duration limit) {
    return await(limit, () -> running(program, directory).isEmpty());
  }

  /** Waits until the condition holds; false when the limit is over first. */
  public static boolean await(Duration limit, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > limit.toNanos()) {
        return false;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    return true;
  }

  private static boolean runs(long pid, String program, Path directory) {
    Path process = Path.of("/proc", Long.toString(pid));
    try {
      // Servers rewrite their command line ("postgres: checkpointer"); a zombie's is empty.
      String name = Files.readString(process.resolve("cmdline")).split("[\0 :]", 2)[0];
      return name.substring(name.lastIndexOf('/') + 1).startsWith(program)
          && Files.readSymbolicLink(process.resolve("cwd")).equals(directory);
    } catch (IOException endedMeanwhileOrSomebodyElses) {
      return false;
    }
  }
}
