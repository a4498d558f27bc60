package io.taskledger.verification.bench.phase;

import io.taskledger.verification.bench.load.ClosedLoop;
import io.taskledger.verification.bench.load.LoadRound;
import io.taskledger.verification.bench.report.Results;
import io.taskledger.verification.bench.system.Lag;
import io.taskledger.verification.bench.system.LocalSystem;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/** What the phases share: the running system and how it is loaded. */
public record Load(LocalSystem system, Lag lag, Results results) {
  /** Connections of every closed loop, and of the yardstick. */
  public static final int CONNECTIONS = 64;

  private static final Duration REST = Duration.ofSeconds(60);
  private static final int CREATED = 201;
  private static final int OK = 200;

  /** Creates tasks at one of the ports of the system. */
  public LoadRound create(String port, Duration duration, ClosedLoop.Requests tasks)
      throws InterruptedException {
    return results.checked("Creating at " + port, loop(port).run(duration, CREATED, tasks));
  }

  /** Reads at one of the ports of the system. */
  LoadRound read(String port, Duration duration, ClosedLoop.Requests queries)
      throws InterruptedException {
    return results.checked("Reading at " + port, loop(port).run(duration, OK, queries));
  }

  /** Lets all views catch up, so that what comes next has the machine for itself. */
  public void rest() throws InterruptedException, ExecutionException {
    long behind = lag.awaitRest(REST);
    if (behind > 0) {
      results.note(
          "After %d s of rest a view was still %d events behind", REST.toSeconds(), behind);
    }
  }

  private ClosedLoop loop(String port) {
    return new ClosedLoop(system.port(port), CONNECTIONS);
  }
}
