package io.taskledger.messaging.inbox.processing;

import java.util.Collection;

/** So much fails that no event becomes a dead letter before an operator has looked. */
public final class FailureThresholdException extends RuntimeException {
  /** With so many open, something is wrong with more than the events: the consumer waits. */
  public static final int MOST_DEAD_LETTERS = 100;

  /** When more streams fail and none succeeds, the events are not the cause. */
  public static final int FEW = 10;

  private static final long serialVersionUID = 1L;

  FailureThresholdException(String message, Collection<RuntimeException> failures) {
    super(message, failures.stream().findFirst().orElse(null));
  }
}
