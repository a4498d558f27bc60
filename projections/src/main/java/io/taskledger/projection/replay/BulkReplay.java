package io.taskledger.projection.replay;

import io.taskledger.eventstream.EventStreamClient;
import io.taskledger.eventstream.RecordedEvent;
import io.taskledger.messaging.inbox.InboxConsumers;
import io.taskledger.projection.generation.BulkProjector;
import io.taskledger.projection.generation.Generation;
import io.taskledger.projection.generation.Generations;
import io.taskledger.projection.generation.Projection;
import io.taskledger.projection.generation.ViewSchema;
import io.taskledger.projection.replay.EventPrefetcher.Chunk;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills a new generation with the past. Folded in memory and written in bulk, before there are
 * indexes; what was written and how far that is is one transaction, so that an attempt that breaks
 * off is gone on with there.
 */
@Component
public class BulkReplay {
  private static final Logger log = LoggerFactory.getLogger(BulkReplay.class);
  private static final long SAVED_EVERY_NANOS = Duration.ofSeconds(30).toNanos();

  private final EventStreamClient feed;
  private final Generations generations;
  private final ViewSchema blueprint;
  private final ProcessedVersionWriter versions;
  private final InboxConsumers sources;
  private final TransactionTemplate transactions;
  private final long memory;
  private final Duration patience;

  BulkReplay(
      EventStreamClient feed,
      Generations generations,
      ViewSchema blueprint,
      ProcessedVersionWriter versions,
      InboxConsumers sources,
      PlatformTransactionManager transactionManager,
      @Value("${taskledger.rebuild.memory-share:0.5}") double memoryShare,
      @Value("${taskledger.rebuild.feed-patience:30s}") Duration patience) {
    this.feed = feed;
    this.generations = generations;
    this.blueprint = blueprint;
    this.versions = versions;
    this.sources = sources;
    this.transactions = new TransactionTemplate(transactionManager);
    this.patience = patience;
    this.memory = (long) (Runtime.getRuntime().maxMemory() * memoryShare);
  }

  /** Fills the generation up to where the store was when the last page of the feed was read. */
  public void run(Projection projection, Generation generation, ReplayProgress watcher)
      throws InterruptedException {
    long started = System.nanoTime();
    boolean begun = generation.readUntil() > 0;
    if (!begun) {
      transactions.executeWithoutResult(ignored -> blueprint.tables(generation));
    }
    long head = feed.page(generation.readUntil(), 1, Set.of(), line -> {}).head();
    var run = new Run(generation, projection.fold(generation), watcher, begun);
    try (EventPrefetcher past =
        new EventPrefetcher(feed, generation.readUntil(), projection.types(), patience)) {
      Chunk chunk;
      do {
        chunk = past.next();
        run.take(chunk, Math.max(head, chunk.head()));
      } while (!chunk.isLast());
    }
    run.save();
    double read = seconds(started);
    transactions.executeWithoutResult(
        ignored -> {
          blueprint.indexes(generation);
          generations.loaded(generation);
          watcher.confirm();
        });
    log.info(
        "{} has events up to {}: read and written in {} s, indexed in {} s",
        generation.schema(),
        watcher.position(),
        "%.1f".formatted(read),
        "%.1f".formatted(seconds(started) - read));
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private final class Run {
    private final Generation generation;
    private final BulkProjector fold;
    private final ReplayProgress watcher;
    private final ProcessedVersionWriter.Buffer applied;
    private final RefusedEvents refused = new RefusedEvents();
    private boolean written;
    private boolean hasForgotten;
    private long saved = System.nanoTime();

    Run(Generation generation, BulkProjector fold, ReplayProgress watcher, boolean written) {
      this.generation = generation;
      this.fold = fold;
      this.watcher = watcher;
      this.written = written;
      this.hasForgotten = written;
      this.applied = versions.buffer(generation.projection());
    }

    void take(Chunk chunk, long head) {
      if (hasForgotten) {
        transactions.executeWithoutResult(
            ignored -> {
              generations.enter(generation.schema());
              fold.recall(chunk.events());
            });
      }
      chunk.events().forEach(this::take);
      watcher.reached(chunk.until(), head);
      if (fold.weight() + applied.weight() > memory
          || System.nanoTime() - saved > SAVED_EVERY_NANOS) {
        save();
      }
    }

    private void take(RecordedEvent event) {
      if (refused.takes(event)) {
        return;
      }
      try {
        fold.take(event);
        applied.add(event);
      } catch (RuntimeException failure) {
        refused.begin(event, failure);
      }
    }

    void save() {
      transactions.executeWithoutResult(
          ignored -> {
            generations.enter(generation.schema());
            fold.write();
            applied.write(written);
            if (!written) {
              blueprint.keys(generation);
            }
            refused.write(
                sources.replay(
                    generation.projection(),
                    new RebuildTarget(generations, generation),
                    ready -> {}));
            generations.readUntil(generation, watcher.position());
            watcher.confirm();
          });
      fold.written();
      applied.clear();
      if (fold.weight() > memory / 2) {
        fold.forget();
        hasForgotten = true;
      }
      written = true;
      saved = System.nanoTime();
    }
  }
}
