package io.taskledger.verification.bench.phase;

import io.taskledger.verification.bench.load.NewTasks;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/** Everything that is measured later, in turns, so that all of it is compiled. */
public record WarmUp(Load load, NewTasks tasks, Reader reader) {
  private static final int TURNS = 5;
  private static final int PARTS = 8;

  /** Works for so long, and then lets the views catch up. */
  public void run(Duration duration) throws InterruptedException, ExecutionException {
    Duration part = duration.dividedBy((long) TURNS * PARTS);
    for (int turn = 0; turn < TURNS; turn++) {
      load.create("COMMAND", part.multipliedBy(2), tasks);
      load.create("GATEWAY", part.multipliedBy(2), tasks);
      load.read("QUERY", part, reader.tasks());
      load.read("GATEWAY", part, reader.tasks());
      load.read("QUERY", part, reader.pages());
      load.read("GATEWAY", part, reader.pages());
    }
    load.rest();
  }
}
