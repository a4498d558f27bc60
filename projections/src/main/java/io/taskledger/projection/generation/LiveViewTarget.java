package io.taskledger.projection.generation;

import io.taskledger.messaging.inbox.processing.ViewTarget;
import java.util.Optional;

/**
 * Leads every batch of live events to the generation that is live when the batch is applied. A
 * process whose projection has another shape than that generation leaves it to those that have it.
 */
public final class LiveViewTarget implements ViewTarget {
  private final Generations generations;
  private final String projection;
  private final int shape;

  /** For the projection of this name, in the shape that this process knows. */
  public LiveViewTarget(Generations generations, String projection, int shape) {
    this.generations = generations;
    this.projection = projection;
    this.shape = shape;
  }

  @Override
  public boolean isActive() {
    return generations.live(projection).filter(this::isOurs).isPresent();
  }

  @Override
  public void bindToTransaction() {
    generations.keepSwitchesAway(projection);
    // A statement of its own: it sees what was committed while the lock was waited for.
    Optional<Generation> live = generations.live(projection);
    if (live.filter(this::isOurs).isEmpty()) {
      throw new NotActiveException(
          "the live generation is "
              + live.map(each -> "of shape " + each.shape()).orElse("not there")
              + ", ours is "
              + shape);
    }
    generations.enter(live.get().schema());
  }

  private boolean isOurs(Generation live) {
    return live.shape() == shape;
  }
}
