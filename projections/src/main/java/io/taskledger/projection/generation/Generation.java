package io.taskledger.projection.generation;

import java.util.Locale;

/**
 * One making of a view.
 *
 * @param number from 1, never given twice for a projection
 * @param shape which tables and which fold it was made with
 * @param schema the PostgreSQL schema that has its tables and its ledger, also the prefix of its
 *     keys in Redis
 * @param loaded whether it is filled up to {@code readUntil} and has its indexes; what comes later
 *     is applied as live events are
 * @param readUntil every event of the store up to this position is in it; later ones may be
 */
public record Generation(
    String projection,
    int number,
    int shape,
    String schema,
    State state,
    boolean loaded,
    long readUntil) {
  /** What it is good for. */
  public enum State {
    /** Being made. */
    BUILDING,
    /** What readers see and what live events are applied to. */
    LIVE,
    /** Was live before, and can be again. */
    KEPT,
    /** Gone. */
    DROPPED;

    /** As it is stored and shown. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
