package io.taskledger.notification.delivery;

/** What became of a delivery that is over; one that can be tried again is an exception instead. */
public enum Outcome {
  /** The other side has it. */
  SENT,
  /** The other side does not want it, now or later. */
  REFUSED,
  /** The user has not confirmed the address. */
  UNCONFIRMED,
  /** The user got as many today as anybody may get. */
  TOO_MANY,
  /** Nobody knows where that user is reached. */
  UNKNOWN_USER
}
