package io.taskledger.notification.delivery;

/** What became of a delivery that is over; one that can be tried again is an exception instead. */
public enum Outcome {
  /** The other side has it. */
  SENT,
  /** The other side does not want it, now or later. */
  REFUSED,
  /** Nobody knows where that user is reached. */
  UNKNOWN_USER
}
