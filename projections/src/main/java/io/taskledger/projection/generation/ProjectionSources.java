package io.taskledger.projection.generation;

import io.taskledger.messaging.inbox.InboxConsumer;
import io.taskledger.messaging.inbox.InboxConsumers;
import org.springframework.stereotype.Component;

/** Makes the sources of live events, each leading to the live generation of its projection. */
@Component
public class ProjectionSources {
  private final InboxConsumers sources;
  private final Generations generations;

  ProjectionSources(InboxConsumers sources, Generations generations) {
    this.sources = sources;
    this.generations = generations;
  }

  /** The source of a projection; a Spring bean, so that it starts and stops with the service. */
  public InboxConsumer source(Projection projection) {
    return sources.consumer(
        projection.name(),
        projection.topics(),
        new LiveViewTarget(generations, projection.name(), projection.shape()));
  }
}
