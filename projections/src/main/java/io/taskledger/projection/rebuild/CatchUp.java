package io.taskledger.projection.rebuild;

import io.taskledger.events.feed.EventFeed;
import io.taskledger.events.feed.FeedEnd;
import io.taskledger.events.feed.FeedLine;
import io.taskledger.events.ordered.Delivery;
import io.taskledger.events.ordered.FeedApply;
import io.taskledger.events.ordered.OrderedSources;
import io.taskledger.projection.generation.Generation;
import io.taskledger.projection.generation.Generations;
import io.taskledger.projection.rebuild.Rebuild.State;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Applies to a filled generation what happened since, as live events are applied. */
@Component
class CatchUp {
  private static final int PAGE = 2_000;

  /** With fewer events to go, the rest can be done while live events wait. */
  private static final int FEW = 200;

  private final EventFeed feed;
  private final Generations generations;
  private final OrderedSources sources;
  private final TransactionTemplate transactions;

  CatchUp(
      EventFeed feed,
      Generations generations,
      OrderedSources sources,
      PlatformTransactionManager transactionManager) {
    this.feed = feed;
    this.generations = generations;
    this.sources = sources;
    this.transactions = new TransactionTemplate(transactionManager);
  }

  /** Until only few events are missing. */
  void nearly(Attempt attempt) {
    while (true) {
      try {
        Round round = round(attempt);
        if (round.events() < FEW && round.end().atHead()) {
          return;
        }
      } catch (RuntimeException failed) {
        if (!FeedApply.isRefusal(failed)) {
          throw failed;
        }
        roundApart(attempt);
      }
    }
  }

  /** Until none is missing; in the transaction of a caller that keeps batches away. */
  void entirely(Attempt attempt) {
    while (!round(attempt).end().atHead()) {
      // The next page.
    }
  }

  private record Round(int events, FeedEnd end) {}

  private Round round(Attempt attempt) {
    Generation generation = current(attempt);
    List<FeedLine> page = new ArrayList<>();
    FeedEnd end = feed.page(generation.readUntil(), PAGE, attempt.projection().types(), page::add);
    List<Delivery> events = page.stream().map(FeedLine::delivery).toList();
    FeedApply apply = sources.feed(generation.projection(), new Building(generations, generation));
    transactions.executeWithoutResult(
        ignored -> {
          apply.together(events, ready -> attempt.projection().apply(generation, ready));
          note(attempt, generation, end);
        });
    return new Round(page.size(), end);
  }

  /** As a round, but what is refused becomes a dead letter, and the others are applied. */
  private void roundApart(Attempt attempt) {
    Generation generation = current(attempt);
    List<FeedLine> page = new ArrayList<>();
    FeedEnd end = feed.page(generation.readUntil(), PAGE, attempt.projection().types(), page::add);
    List<Delivery> events = page.stream().map(FeedLine::delivery).toList();
    sources
        .feed(generation.projection(), new Building(generations, generation))
        .apart(events, ready -> attempt.projection().apply(generation, ready));
    transactions.executeWithoutResult(ignored -> note(attempt, generation, end));
  }

  private void note(Attempt attempt, Generation generation, FeedEnd end) {
    generations.enter(generation.schema());
    attempt.reached(end.until(), end.head());
    attempt.confirm(State.RUNNING);
    generations.readUntil(generation, end.until());
    generations
        .live(generation.projection())
        .filter(live -> live.number() != generation.number())
        .ifPresent(live -> attempt.projection().carryOver(live, generation));
  }

  private Generation current(Attempt attempt) {
    Generation generation = attempt.generation();
    return generations.find(generation.projection(), generation.number()).orElseThrow();
  }
}
