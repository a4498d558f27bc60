package io.taskledger.projection.replay;

import io.taskledger.eventstream.EventStreamClient;
import io.taskledger.eventstream.PageTrailer;
import io.taskledger.messaging.inbox.InboxConsumers;
import io.taskledger.messaging.inbox.ordering.ReceivedEvent;
import io.taskledger.messaging.inbox.processing.BatchProcessor;
import io.taskledger.messaging.inbox.processing.PoisonEventClassifier;
import io.taskledger.projection.generation.Generation;
import io.taskledger.projection.generation.Generations;
import io.taskledger.projection.generation.Projection;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Applies to a filled generation what happened since, as live events are applied. */
@Component
public class CatchUp {
  private static final int PAGE = 2_000;

  /** With fewer events to go, the rest can be done while live events wait. */
  private static final int FEW = 200;

  private final EventStreamClient feed;
  private final Generations generations;
  private final InboxConsumers sources;
  private final TransactionTemplate transactions;

  CatchUp(
      EventStreamClient feed,
      Generations generations,
      InboxConsumers sources,
      PlatformTransactionManager transactionManager) {
    this.feed = feed;
    this.generations = generations;
    this.sources = sources;
    this.transactions = new TransactionTemplate(transactionManager);
  }

  /** Until only few events are missing. */
  public void nearly(Projection projection, Generation generation, ReplayProgress watcher) {
    while (true) {
      try {
        Page page = round(projection, generation, watcher);
        if (page.events().size() < FEW && page.end().atHead()) {
          return;
        }
      } catch (RuntimeException failed) {
        if (!PoisonEventClassifier.isPoison(failed)) {
          throw failed;
        }
        roundApart(projection, generation, watcher);
      }
    }
  }

  /** Until none is missing; in the transaction of a caller that keeps batches away. */
  public void entirely(Projection projection, Generation generation, ReplayProgress watcher) {
    while (!round(projection, generation, watcher).end().atHead()) {
      // The next page.
    }
  }

  /** What is to be applied next, and to the generation as it is now. */
  private record Page(Generation generation, List<ReceivedEvent> events, PageTrailer end) {}

  private Page next(Projection projection, Generation made) {
    Generation generation = current(made);
    List<ReceivedEvent> events = new ArrayList<>();
    PageTrailer end =
        feed.page(
            generation.readUntil(),
            PAGE,
            projection.types(),
            line -> events.add(ReceivedEvent.of(line)));
    return new Page(generation, events, end);
  }

  private Page round(Projection projection, Generation made, ReplayProgress watcher) {
    Page page = next(projection, made);
    transactions.executeWithoutResult(
        ignored -> {
          processor(projection, page.generation()).processBatch(page.events());
          note(projection, page.generation(), watcher, page.end());
        });
    return page;
  }

  /** As a round, but what is refused becomes a dead letter, and the others are applied. */
  private void roundApart(Projection projection, Generation made, ReplayProgress watcher) {
    Page page = next(projection, made);
    processor(projection, page.generation()).processPerStream(page.events());
    transactions.executeWithoutResult(
        ignored -> note(projection, page.generation(), watcher, page.end()));
  }

  private BatchProcessor processor(Projection projection, Generation generation) {
    return sources.replay(
        generation.projection(),
        new RebuildTarget(generations, generation),
        ready -> projection.apply(generation, ready));
  }

  private void note(
      Projection projection, Generation generation, ReplayProgress watcher, PageTrailer end) {
    generations.enter(generation.schema());
    watcher.reached(end.until(), end.head());
    watcher.confirm();
    generations.readUntil(generation, end.until());
    generations
        .live(generation.projection())
        .filter(live -> live.number() != generation.number())
        .ifPresent(live -> projection.carryOver(live, generation));
  }

  private Generation current(Generation generation) {
    return generations.find(generation.projection(), generation.number()).orElseThrow();
  }
}
