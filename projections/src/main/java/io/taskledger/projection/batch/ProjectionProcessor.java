package io.taskledger.projection.batch;

import io.taskledger.messaging.inbox.InboxEventProcessor;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.SubscribableMessageSource;

/**
 * The Axon processor of a projection: one subscriber of its own source, that never passes over a
 * failure.
 */
public final class ProjectionProcessor {
  private ProjectionProcessor() {}

  /** Lets the handlers of the processing group with this name follow the source. */
  public static ConfigurerModule following(
      String projection, SubscribableMessageSource<EventMessage<?>> source) {
    return configurer -> InboxEventProcessor.register(configurer, projection, source);
  }
}
