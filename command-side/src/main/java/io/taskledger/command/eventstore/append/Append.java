package io.taskledger.command.eventstore.append;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** What one command wants written, and the promise that its caller waits on. */
final class Append {
  final List<EventRow> rows;
  final List<TransactionalWrites.ConditionalWrite> companions;
  final CompletableFuture<Void> outcome = new CompletableFuture<>();
  private final AtomicBoolean taken = new AtomicBoolean();

  Append(List<EventRow> rows, List<TransactionalWrites.ConditionalWrite> companions) {
    this.rows = rows;
    this.companions = companions;
  }

  /** For the writer, or for a caller that gives up: only the first to take it decides. */
  boolean take() {
    return taken.compareAndSet(false, true);
  }

  void succeed() {
    outcome.complete(null);
  }

  void fail(RuntimeException reason) {
    outcome.completeExceptionally(reason);
  }
}
