package io.taskledger.projection.rebuild;

import io.taskledger.projection.generation.Generation;
import io.taskledger.projection.generation.Generations;
import io.taskledger.projection.generation.Projection;
import io.taskledger.projection.rebuild.Rebuild.Purpose;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks for rebuilds. */
@Component
public class RebuildRequests {
  /** After so many attempts a rebuild has failed. */
  static final int MOST_ATTEMPTS = 20;

  private static final Logger log = LoggerFactory.getLogger(RebuildRequests.class);
  private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(1);

  private final List<Projection> projections;
  private final Generations generations;
  private final Rebuilds rebuilds;
  private final Clock clock;
  private final TransactionTemplate transactions;

  RebuildRequests(
      List<Projection> projections,
      Generations generations,
      Rebuilds rebuilds,
      Clock clock,
      PlatformTransactionManager transactionManager) {
    this.projections = projections;
    this.generations = generations;
    this.rebuilds = rebuilds;
    this.clock = clock;
    this.transactions = new TransactionTemplate(transactionManager);
  }

  /**
   * Asks for a new generation.
   *
   * @throws DuplicateKeyException when one is being made already
   */
  public Rebuild ofNewGeneration(Projection projection, Purpose purpose) {
    return Objects.requireNonNull(
        transactions.execute(
            ignored ->
                rebuilds.request(
                    projection.name(), generations.begin(projection).number(), purpose)));
  }

  /** Asks for the way back to a generation that was kept; throws as {@link #ofNewGeneration}. */
  public Rebuild ofKept(Generation kept) {
    return rebuilds.request(kept.projection(), kept.number(), Purpose.SWITCH);
  }

  /** Asks for a new generation, unless one is being made already. */
  public void unlessUnderWay(Projection projection, String why) {
    if (rebuilds.open().stream().anyMatch(each -> each.projection().equals(projection.name()))) {
      return;
    }
    try {
      Rebuild rebuild = ofNewGeneration(projection, Purpose.SWITCH);
      log.info("Generation {} of {} is made: {}", rebuild.generation(), projection.name(), why);
    } catch (DuplicateKeyException underWay) {
      log.debug("A generation of {} is being made already", projection.name());
    }
  }

  /** Asks for what every process that finds it missing asks for. */
  void whatIsMissing() {
    for (Projection projection : projections) {
      Optional<Generation> live = generations.live(projection.name());
      boolean missing = live.isEmpty() || live.get().shape() < projection.shape();
      if (missing && !justTried(projection)) {
        unlessUnderWay(
            projection,
            live.map(each -> "the live one has shape " + each.shape()).orElse("there is none"));
      }
    }
  }

  private boolean justTried(Projection projection) {
    return rebuilds.latest().stream()
        .filter(each -> each.projection().equals(projection.name()))
        .anyMatch(
            each ->
                each.isOpen()
                    || (each.state() == Rebuild.State.FAILED
                        && each.endedAt() != null
                        && each.endedAt().plus(AFTER_A_FAILURE).isAfter(clock.instant()))
                    || each.state() == Rebuild.State.CANCELLED);
  }
}
