package io.taskledger.notification.delivery;

/** A way out of the house. */
public interface Channel {
  /** The name by which {@link SendNotification} asks for it. */
  String name();

  /**
   * Delivers within some seconds. Called again for the same notification it may deliver twice, but
   * the other side can recognise that by the notification's id.
   *
   * @throws DeliveryFailedException when it should be tried again later
   */
  Outcome deliver(SendNotification notification);
}
