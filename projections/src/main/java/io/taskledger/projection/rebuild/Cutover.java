package io.taskledger.projection.rebuild;

import io.taskledger.messaging.inbox.processing.PoisonEventClassifier;
import io.taskledger.messaging.inbox.store.ConsumerInbox;
import io.taskledger.projection.generation.Generation;
import io.taskledger.projection.generation.Generations;
import io.taskledger.projection.generation.Projection;
import io.taskledger.projection.generation.ViewSchema;
import io.taskledger.projection.rebuild.Rebuild.State;
import io.taskledger.projection.replay.CatchUp;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes a generation the live one, in one transaction: live events wait for it, readers see the old
 * generation until it is committed, and the new one after that.
 */
@Component
class Cutover {
  private static final Logger log = LoggerFactory.getLogger(Cutover.class);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Generations generations;
  private final ViewSchema blueprint;
  private final CatchUp catchUp;
  private final Rebuilds rebuilds;
  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;

  Cutover(
      Generations generations,
      ViewSchema blueprint,
      CatchUp catchUp,
      Rebuilds rebuilds,
      JdbcTemplate jdbc,
      PlatformTransactionManager transactionManager) {
    this.generations = generations;
    this.blueprint = blueprint;
    this.catchUp = catchUp;
    this.rebuilds = rebuilds;
    this.jdbc = jdbc;
    this.transactions = new TransactionTemplate(transactionManager);
  }

  /** Switches, and ends the rebuild with that. */
  void run(Attempt attempt) throws InterruptedException {
    attempt.confirm(State.SWITCHING);
    long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        long begun = System.nanoTime();
        transactions.executeWithoutResult(ignored -> switchOver(attempt));
        log.info(
            "{} is live; live events waited for {} ms",
            attempt.generation().schema(),
            (System.nanoTime() - begun) / 1_000_000);
        break;
      } catch (PessimisticLockingFailureException busy) {
        if (System.nanoTime() > giveUpAt) {
          throw busy;
        }
        log.info("{} waits for a reader: {}", attempt.generation().schema(), busy.getMessage());
        Thread.sleep(100);
      } catch (RuntimeException failed) {
        if (!PoisonEventClassifier.isPoison(failed)) {
          throw failed;
        }
        // An event that came last is refused: it becomes a dead letter first.
        catchUp.nearly(attempt.projection(), attempt.generation(), attempt);
      }
    }
    // Whoever waits for a change may find it in the new generation.
    jdbc.query(
        "select pg_notify(?, ?)",
        row -> {},
        ConsumerInbox.APPLIED_CHANNEL,
        attempt.projection().name());
  }

  private void switchOver(Attempt attempt) {
    Projection projection = attempt.projection();
    Generation generation = attempt.generation();
    jdbc.execute("set local lock_timeout = '10s'");
    generations.keepBatchesAway(projection.name());
    catchUp.entirely(projection, generation, attempt);
    // A reader that takes long must not make all others wait behind us.
    jdbc.execute("set local lock_timeout = '200ms'");
    blueprint.show(projection, generation);
    generations.makeLive(generation);
    rebuilds.end(
        attempt.rebuild(), State.DONE, "generation %d is live".formatted(generation.number()));
    projection.open(generation);
  }
}
