package io.taskledger.local;

import io.taskledger.local.service.Infrastructure;
import io.taskledger.local.settings.RunLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code local/down}: ends the system that runs on the data. */
final class Down {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private Down() {}

  /** Answers the exit status: 0 when nothing runs any more. */
  static int run(Path data) throws InterruptedException {
    Optional<ProcessHandle> process = RunLock.holder(data).flatMap(ProcessHandle::of);
    if (process.isEmpty()) {
      Infrastructure.endOrphans(data);
      System.out.println("Nothing runs on " + data + ".");
      return 0;
    }
    process.get().destroy();
    try {
      process.get().onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      System.out.println("Taskledger has ended; the data stays in " + data + ".");
      return 0;
    } catch (ExecutionException | TimeoutException stuck) {
      System.err.printf(
          "Process %d has not ended within %d s; look at %s.%n",
          process.get().pid(), LIMIT.toSeconds(), data.resolve("logs"));
      return 1;
    }
  }
}
