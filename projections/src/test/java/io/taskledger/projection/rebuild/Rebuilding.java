package io.taskledger.projection.rebuild;

import io.taskledger.eventstream.EventStreamClient;
import io.taskledger.projection.generation.Generation;
import io.taskledger.projection.generation.Generations;
import io.taskledger.projection.generation.Projection;
import io.taskledger.projection.testing.ProjectionsDatabase;
import java.util.List;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** What makes generations of one projection, without a thread of its own. */
public final class Rebuilding {
  private final AnnotationConfigApplicationContext context;

  /** A process of its own: it knows nothing of others over the same database. */
  public Rebuilding(ProjectionsDatabase database, EventStreamClient feed, Projection projection) {
    context =
        HandDrivenContext.of(
            database, feed, 0.5, List.of("generation", "rebuild", "replay"), List.of(projection));
  }

  public RebuildRequests requests() {
    return context.getBean(RebuildRequests.class);
  }

  public Generations generations() {
    return context.getBean(Generations.class);
  }

  /** Makes what is missing, and works on what was asked for. */
  public void work() {
    HandDrivenContext.work(context);
  }

  /** The generation that readers see. */
  public Generation live(Projection projection) {
    return generations().live(projection.name()).orElseThrow();
  }
}
