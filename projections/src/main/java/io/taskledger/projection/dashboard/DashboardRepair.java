package io.taskledger.projection.dashboard;

import io.taskledger.events.feed.EventFeed;
import io.taskledger.events.feed.FeedLine;
import io.taskledger.events.task.TaskEvent;
import io.taskledger.projection.batch.Happened;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Builds the dashboards anew from the event feed, up to exactly what PostgreSQL says was applied;
 * what comes later comes through the live stream. Until it has ended, no batch is applied and
 * readers see that the view is behind.
 */
@Component
class DashboardRepair {
  private static final Logger log = LoggerFactory.getLogger(DashboardRepair.class);
  private static final int EVENTS_AT_ONCE = 5_000;
  private static final long TOLD_EVERY_NANOS = Duration.ofSeconds(3).toNanos();

  private final DashboardStore store;
  private final DashboardLedger ledger;
  private final Commands commands;
  private final EventFeed feed;
  private final RepairRequests requests;
  private final TransactionTemplate transactions;

  DashboardRepair(
      DashboardStore store,
      DashboardLedger ledger,
      Commands commands,
      EventFeed feed,
      RepairRequests requests,
      PlatformTransactionManager transactionManager) {
    this.store = store;
    this.ledger = ledger;
    this.commands = commands;
    this.feed = feed;
    this.requests = requests;
    this.transactions = new TransactionTemplate(transactionManager);
  }

  /** Whether Redis has all that was applied. */
  boolean isComplete() {
    // PostgreSQL first: Redis is written before PostgreSQL commits.
    SortedMap<Integer, Long> applied = ledger.batches();
    return store.progress().covers(applied, ledger.identity());
  }

  /**
   * Builds the view anew, unless somebody else just did.
   *
   * @param inAnyCase also when the progress shows no loss
   * @throws RuntimeException when PostgreSQL, Redis or the feed fails; the view stays closed and it
   *     can be tried again
   */
  void repair(boolean inAnyCase) {
    transactions.executeWithoutResult(
        ignored -> {
          UUID identity = ledger.keepBatchesAway();
          if (inAnyCase || !isComplete()) {
            rebuild(identity);
          }
        });
  }

  private void rebuild(UUID identity) {
    SortedMap<Integer, Long> batches = ledger.batches();
    var run = new Run(ledger.appliedEvents());
    log.warn("The dashboards in Redis are built anew from {} events", run.total);
    mustHold(store.clear(run.token));
    if (run.total > 0) {
      feed.read(0, run::take);
      run.apply();
    }
    if (run.applied != run.total) {
      throw new IllegalStateException(
          "the feed has only %d of the %d events applied".formatted(run.applied, run.total));
    }
    mustHold(store.open(run.token, batches, identity));
    // Whoever asked so far did so before the batches were locked out: they have what they wanted.
    requests.served();
    log.info("The dashboards in Redis are complete again: {} events", run.applied);
  }

  private static void mustHold(boolean written) {
    if (!written) {
      throw new ConcurrencyFailureException("Redis was emptied again, or another rebuild began");
    }
  }

  private final class Run {
    private final String token = UUID.randomUUID().toString();
    private final List<Happened<TaskEvent>> waiting = new ArrayList<>();
    private final long total;
    private long applied;
    private long told = System.nanoTime();

    Run(long total) {
      this.total = total;
    }

    void take(FeedLine line) {
      var message = line.event();
      if (message.getPayload() instanceof TaskEvent event) {
        waiting.add(Happened.of(event, message));
        if (waiting.size() == EVENTS_AT_ONCE) {
          apply();
        }
      }
    }

    void apply() {
      List<UUID> tasks = waiting.stream().map(each -> each.event().streamId()).distinct().toList();
      Map<UUID, Long> versions = ledger.versions(tasks);
      List<Happened<TaskEvent>> events =
          waiting.stream()
              .filter(each -> each.version() <= versions.getOrDefault(each.event().streamId(), 0L))
              .toList();
      waiting.clear();
      Changes changes = Changes.of(store.read(tasks).contributions(), events);
      mustHold(store.fill(commands.of(changes), token));
      applied += events.size();
      if (System.nanoTime() - told > TOLD_EVERY_NANOS) {
        told = System.nanoTime();
        log.info("The dashboards have {} of {} events again", applied, total);
      }
    }
  }
}
