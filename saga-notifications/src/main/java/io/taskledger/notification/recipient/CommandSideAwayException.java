package io.taskledger.notification.recipient;

/** What has to be known before a delivery cannot be asked now; it is to be tried again later. */
public final class CommandSideAwayException extends RuntimeException {
  CommandSideAwayException(String message) {
    super(message);
  }
}
