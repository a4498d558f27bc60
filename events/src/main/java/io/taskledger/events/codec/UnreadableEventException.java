package io.taskledger.events.codec;

import org.jspecify.annotations.Nullable;

/** What was stored or received is not an event of this language; trying again will not help. */
public final class UnreadableEventException extends RuntimeException {
  /** Says what could not be read, and why. */
  public UnreadableEventException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
