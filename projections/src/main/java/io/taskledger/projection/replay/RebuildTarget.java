package io.taskledger.projection.replay;

import io.taskledger.messaging.inbox.processing.ViewTarget;
import io.taskledger.projection.generation.Generation;
import io.taskledger.projection.generation.Generations;

/** Leads events to a generation that is being made, which nobody else writes. */
record RebuildTarget(Generations generations, Generation generation) implements ViewTarget {
  @Override
  public boolean isActive() {
    return true;
  }

  @Override
  public void bindToTransaction() {
    generations.enter(generation.schema());
  }
}
