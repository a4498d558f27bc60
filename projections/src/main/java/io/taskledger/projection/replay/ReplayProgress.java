package io.taskledger.projection.replay;

/** Whoever wants to know how far the making of a generation is, and may stop it. */
public interface ReplayProgress {
  /** Every event up to this position was read, of those up to {@code head}. */
  void reached(long position, long head);

  /**
   * Makes sure, in a transaction that writes, that nobody else writes; throws when it must stop.
   */
  void confirm();

  /** The position that was reached last. */
  long position();
}
