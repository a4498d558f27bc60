package io.taskledger.projection.generation;

import io.taskledger.eventstream.RecordedEvent;
import java.util.List;

/**
 * Makes a view from its past, much at once: it folds in memory, and writes in bulk when it is told
 * to. The transaction of each call, where one is named, has the generation's tables.
 */
public interface BulkProjector {
  /** Brings to memory what these events build upon and is not there; in a transaction. */
  void recall(List<RecordedEvent> events);

  /**
   * Folds the next event of the store.
   *
   * @throws RuntimeException when it refuses the event; then it has not changed
   */
  void take(RecordedEvent event);

  /** About how much memory it holds, in bytes. */
  long weight();

  /**
   * Writes all that is new; in a transaction. If that fails the fold is of no further use; what was
   * read is noted with it, so that one that begins with empty tables may write outside of it too.
   */
  void write();

  /** Called when the transaction of {@link #write} was committed. */
  void written();

  /** Forgets everything, which was written; what it needs again it is asked to {@link #recall}. */
  void forget();
}
