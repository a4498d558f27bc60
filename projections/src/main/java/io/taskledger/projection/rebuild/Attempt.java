package io.taskledger.projection.rebuild;

import io.taskledger.projection.generation.Generation;
import io.taskledger.projection.generation.Projection;
import io.taskledger.projection.rebuild.Rebuild.State;
import io.taskledger.projection.replay.ReplayProgress;
import java.time.Duration;

/**
 * One attempt at a rebuild: whoever works on it tells here how far they are, and learns when to
 * stop.
 */
final class Attempt implements ReplayProgress {
  private static final long TOLD_EVERY_NANOS = Duration.ofMillis(250).toNanos();

  private final Rebuilds rebuilds;
  private final Rebuild rebuild;
  private final Projection projection;
  private final Generation generation;
  private final long begunNanos = System.nanoTime();
  private final long begun;
  private long processed;
  private long total;
  private long told;

  Attempt(Rebuilds rebuilds, Rebuild rebuild, Projection projection, Generation generation) {
    this.rebuilds = rebuilds;
    this.rebuild = rebuild;
    this.projection = projection;
    this.generation = generation;
    begun = generation.readUntil();
    processed = begun;
  }

  Rebuild rebuild() {
    return rebuild;
  }

  Projection projection() {
    return projection;
  }

  Generation generation() {
    return generation;
  }

  @Override
  public long position() {
    return processed;
  }

  @Override
  public void reached(long position, long head) {
    processed = position;
    total = Math.max(head, position);
    if (System.nanoTime() - told > TOLD_EVERY_NANOS) {
      confirm();
    }
  }

  @Override
  public void confirm() {
    confirm(State.RUNNING);
  }

  /**
   * Tells how far it is; in a transaction that writes it makes sure that nobody else writes.
   *
   * @throws Rebuilds.LostException when somebody else works on the rebuild now
   * @throws Rebuilds.CancelledException when it is to be ended
   */
  void confirm(State state) {
    var taken = Duration.ofNanos(System.nanoTime() - begunNanos);
    rebuilds.progress(rebuild, state, new Progress(begun, processed, total, taken));
    told = System.nanoTime();
  }
}
