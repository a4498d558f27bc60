package io.taskledger.messaging.inbox.processing;

import java.util.NoSuchElementException;
import java.util.SortedMap;

/**
 * The batch that is being applied on this thread.
 *
 * @param numbers for each Kafka partition in it how many batches were applied with this one; a view
 *     outside PostgreSQL keeps them to notice that it lost something
 */
public record OrderedBatch(SortedMap<Integer, Long> numbers) {
  private static final ScopedValue<OrderedBatch> CURRENT = ScopedValue.newInstance();

  /** The batch; throws {@link NoSuchElementException} outside of the ordered source. */
  public static OrderedBatch current() {
    return CURRENT.get();
  }

  void run(Runnable action) {
    ScopedValue.where(CURRENT, this).run(action);
  }
}
