package io.taskledger.messaging.inbox.processing;

import java.util.NoSuchElementException;
import java.util.SortedMap;

/**
 * The batch that is being processed on this thread.
 *
 * @param numbers for each Kafka partition in it how many batches were processed with this one; a
 *     view outside PostgreSQL stores them to notice that it lost something
 * @param isReplay whether it comes from a catch-up over the event stream: these events may be long
 *     past, and what they would have triggered may have happened
 */
public record InboxBatch(SortedMap<Integer, Long> numbers, boolean isReplay) {
  private static final ScopedValue<InboxBatch> CURRENT = ScopedValue.newInstance();
  private static final ScopedValue<Boolean> REPLAY = ScopedValue.newInstance();

  /** The batch; throws {@link NoSuchElementException} outside of the inbox. */
  public static InboxBatch current() {
    return CURRENT.get();
  }

  /** Whether this thread processes events of a catch-up; false outside of the inbox. */
  public static boolean isReplaying() {
    return REPLAY.isBound();
  }

  static void run(SortedMap<Integer, Long> numbers, Runnable handler) {
    ScopedValue.where(CURRENT, new InboxBatch(numbers, REPLAY.isBound())).run(handler);
  }

  /** Runs what replays the event stream. */
  public static void replaying(Runnable catchUp) {
    ScopedValue.where(REPLAY, true).run(catchUp);
  }
}
