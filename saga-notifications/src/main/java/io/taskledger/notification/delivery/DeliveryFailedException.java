package io.taskledger.notification.delivery;

import org.jspecify.annotations.Nullable;

/** A notification could not be delivered now; try again later. */
public final class DeliveryFailedException extends RuntimeException {
  /** Says what stands in the way, without addresses: it is logged. */
  public DeliveryFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
