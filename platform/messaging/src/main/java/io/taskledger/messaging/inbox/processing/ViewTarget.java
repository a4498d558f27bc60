package io.taskledger.messaging.inbox.processing;

import org.jspecify.annotations.Nullable;

/**
 * Where a consumer's batches go, when that can change while it runs: to one of several generations
 * of a view, of which one is live.
 */
public interface ViewTarget {
  /** For a consumer that has one place for ever. */
  ViewTarget FIXED =
      new ViewTarget() {
        @Override
        public boolean isOpen() {
          return true;
        }

        @Override
        public void enter() {
          // The ledger tables and the view are where the connection looks anyway.
        }
      };

  /** Whether this process may apply events now; while it may not, it is no member of the group. */
  boolean isOpen();

  /**
   * Called first in the transaction of every batch: keeps the place from moving until the
   * transaction ends, and lets unqualified names of tables mean those in that place.
   *
   * @throws ClosedException when this process may not apply events any more
   */
  void enter();

  /** The view lives where this process cannot write: somebody else goes on. */
  final class ClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says why. */
    public ClosedException(@Nullable String why) {
      super(why);
    }
  }
}
