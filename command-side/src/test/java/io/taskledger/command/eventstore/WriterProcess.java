package io.taskledger.command.eventstore;

import io.taskledger.command.relay.OtherJvm;
import io.taskledger.command.relay.OwnCommandSide;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** A {@link StressWriter} that is started, killed in the middle, and started again. */
final class WriterProcess {
  private static final int LINE_OF_STORED =
      (StressWriter.STORED + "00000000-0000-0000-0000-000000000000").length();

  private final OwnCommandSide service;
  private final Queue<String> stored = new ConcurrentLinkedQueue<>();
  private final Queue<String> refused = new ConcurrentLinkedQueue<>();
  private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
  private Process process;
  private Thread listener;

  WriterProcess(OwnCommandSide service) throws IOException {
    this.service = service;
    start();
  }

  /** Starts it again after it was killed. */
  void start() throws IOException {
    process =
        OtherJvm.command(StressWriter.class, List.of(service.jdbcUrl(), OwnCommandSide.ROLE))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Process started = process;
    listener = Thread.ofVirtual().start(() -> listen(started));
  }

  /** Ends it with SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
    listener.join();
  }

  /** Lets it finish what it has begun; answers its exit status. */
  int end() throws IOException, InterruptedException {
    process.getOutputStream().close();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      kill();
    }
    listener.join();
    return process.exitValue();
  }

  /** The events that it was told to be stored. */
  Queue<String> stored() {
    return stored;
  }

  /** The events that it was told to be refused. */
  Queue<String> refused() {
    return refused;
  }

  /** What it said besides. */
  Queue<String> unexpected() {
    return unexpected;
  }

  private void listen(Process started) {
    try (BufferedReader lines = started.inputReader(StandardCharsets.US_ASCII)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(StressWriter.REFUSED)) {
          refused.add(line.substring(StressWriter.REFUSED.length()));
        } else if (line.startsWith(StressWriter.STORED)) {
          // The last line of one that was killed may be half a line.
          if (line.length() == LINE_OF_STORED) {
            stored.add(line.substring(StressWriter.STORED.length()));
          }
        } else {
          unexpected.add(line);
        }
      }
    } catch (IOException lost) {
      throw new UncheckedIOException(lost);
    }
  }
}
