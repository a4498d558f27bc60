package io.taskledger.messaging.inbox.processing;

/** Why a dead letter could not be listed, retried or discarded. */
public final class DeadLetterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What the caller can do. */
  public enum Kind {
    /** The event failed again; the message is the redacted reason. */
    FAILED_AGAIN,
    /** Another process applies the view; try again in a moment. */
    NOT_ACTIVE,
    /** A store is unavailable; try again in a moment. */
    UNAVAILABLE
  }

  private final Kind kind;

  /** Says why, without values of the event. */
  public DeadLetterException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** What the caller can do. */
  public Kind kind() {
    return kind;
  }
}
