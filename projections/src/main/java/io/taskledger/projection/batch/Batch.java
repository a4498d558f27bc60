package io.taskledger.projection.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Collects what the handlers of one unit of work see, and writes all of it at once before the
 * commit: a batch of a thousand events costs a few statements.
 */
public final class Batch<T> {
  private final String resource = "batch-" + System.identityHashCode(this);
  private final Consumer<List<T>> writer;

  /** Batches for this writer; when it throws, the whole unit of work fails. */
  public Batch(Consumer<List<T>> writer) {
    this.writer = writer;
  }

  /** Adds to the batch of this unit of work. */
  public void add(UnitOfWork<?> unitOfWork, T item) {
    List<T> items =
        unitOfWork.getOrComputeResource(
            resource,
            ignored -> {
              List<T> fresh = new ArrayList<>();
              unitOfWork.onPrepareCommit(prepared -> writer.accept(fresh));
              return fresh;
            });
    items.add(item);
  }
}
