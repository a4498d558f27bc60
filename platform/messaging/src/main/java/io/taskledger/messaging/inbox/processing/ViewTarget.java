package io.taskledger.messaging.inbox.processing;

import io.taskledger.messaging.inbox.store.VersionSource;
import org.jspecify.annotations.Nullable;

/**
 * Where a consumer's batches are written, when that can change while it runs: to one of several
 * versions of a view, of which one is live.
 */
public interface ViewTarget {
  /** For a consumer with a single fixed place. */
  ViewTarget FIXED =
      new ViewTarget() {
        @Override
        public boolean isActive() {
          return true;
        }

        @Override
        public void bindToTransaction() {
          // The tables of the inbox and the view are where the connection looks anyway.
        }
      };

  /** Whether this process may apply events now; while it may not, it is no member of the group. */
  boolean isActive();

  /**
   * Called first in the transaction of every batch: keeps the target from changing until the
   * transaction ends, and resolves unqualified table names to those of the target.
   *
   * @throws NotActiveException when this process may not apply events any more
   */
  void bindToTransaction();

  /** Where the processed versions are, if the view's own rows have them. */
  default @Nullable VersionSource versionsOfView() {
    return null;
  }

  /** The live view cannot be written by this process; another one continues. */
  final class NotActiveException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says why. */
    public NotActiveException(@Nullable String why) {
      super(why);
    }
  }
}
