package io.taskledger.messaging.inbox.processing;

import java.util.Collection;

/** So much fails that nothing is parked before somebody has looked. */
public final class FailureThresholdException extends RuntimeException {
  /** With so many open, something is wrong with more than events: the consumer waits. */
  public static final int MOST_DEAD_LETTERS = 100;

  /** When more streams fail and not one passes, it is not their events. */
  public static final int FEW = 10;

  private static final long serialVersionUID = 1L;

  FailureThresholdException(String what, Collection<RuntimeException> failures) {
    super(what, failures.stream().findFirst().orElse(null));
  }
}
