package io.taskledger.projection.rebuild;

import io.taskledger.projection.background.BackgroundLoop;
import io.taskledger.projection.generation.Generation;
import io.taskledger.projection.generation.Generations;
import io.taskledger.projection.generation.Projection;
import io.taskledger.projection.generation.ViewSchema;
import io.taskledger.projection.rebuild.Rebuild.Purpose;
import io.taskledger.projection.rebuild.Rebuild.State;
import io.taskledger.projection.replay.BulkReplay;
import io.taskledger.projection.replay.CatchUp;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Works on rebuilds, one after the other: those that were asked for, those that another process
 * left behind, and those that nobody has to ask for, because a view is not there or has an older
 * shape than this process knows.
 */
@Component
class RebuildWorker implements SmartLifecycle, HealthIndicator {
  private static final Logger log = LoggerFactory.getLogger(RebuildWorker.class);
  private static final Duration EVERY = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final List<Projection> projections;
  private final RebuildRequests requests;
  private final Rebuilds rebuilds;
  private final Generations generations;
  private final ViewSchema blueprint;
  private final AdvisoryLock workLock;
  private final BulkReplay load;
  private final CatchUp catchUp;
  private final Cutover switching;
  private final ViewComparison comparing;
  private final BackgroundLoop work;

  RebuildWorker(
      List<Projection> projections,
      RebuildRequests requests,
      Rebuilds rebuilds,
      Generations generations,
      ViewSchema blueprint,
      AdvisoryLock workLock,
      BulkReplay load,
      CatchUp catchUp,
      Cutover switching,
      ViewComparison comparing) {
    this.projections = projections;
    this.requests = requests;
    this.rebuilds = rebuilds;
    this.generations = generations;
    this.blueprint = blueprint;
    this.workLock = workLock;
    this.load = load;
    this.catchUp = catchUp;
    this.switching = switching;
    this.comparing = comparing;
    this.work = new BackgroundLoop("rebuilds", EVERY, LONGEST_PAUSE, this::workOnce);
  }

  @Override
  public void start() {
    work.start();
  }

  @Override
  public void stop() {
    work.stop();
  }

  @Override
  public Health health() {
    return work.health();
  }

  @Override
  public boolean isRunning() {
    return work.isRunning();
  }

  /** Works on everything that there is to do. */
  void workOnce() {
    requests.whatIsMissing();
    RuntimeException first = null;
    for (Rebuild rebuild : rebuilds.open()) {
      try {
        workOn(rebuild);
      } catch (RuntimeException failed) {
        log.warn("The rebuild of {} failed and is tried again", rebuild.projection(), failed);
        first = first == null ? failed : first;
      }
    }
    generations.giveUpUnfinished();
    generations.toBeDropped().forEach(this::drop);
    if (first != null) {
      // The loop pauses longer after each failure.
      throw first;
    }
  }

  private void workOn(Rebuild rebuild) {
    projections.stream()
        .filter(projection -> projection.name().equals(rebuild.projection()))
        .forEach(
            projection ->
                generations
                    .find(projection.name(), rebuild.generation())
                    .filter(generation -> generation.shape() == projection.shape())
                    .ifPresent(
                        generation ->
                            workLock.whileHeld(
                                "rebuild " + projection.name(),
                                () -> attempt(rebuild, projection, generation))));
  }

  private void attempt(Rebuild rebuild, Projection projection, Generation found) {
    Rebuild taken = rebuilds.takeUp(rebuild.id());
    Generation from = projection.isResumable() ? found : generations.startOver(found);
    var attempt = new Attempt(rebuilds, taken, projection, from);
    try {
      run(attempt);
    } catch (Rebuilds.CancelledException cancelled) {
      rebuilds.end(taken, State.CANCELLED, "cancelled; the live generation is as it was");
    } catch (Rebuilds.LostException lost) {
      log.info("Another process works on {} now", found.schema());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failed) {
      if (taken.attempt() < RebuildRequests.MOST_ATTEMPTS) {
        throw failed;
      }
      log.error("{} cannot be made", found.schema(), failed);
      rebuilds.end(taken, State.FAILED, String.valueOf(failed.getMessage()));
    }
  }

  private void run(Attempt attempt) throws InterruptedException {
    log.info("{} is being made, from {}", attempt.generation().schema(), attempt.position());
    attempt.confirm(State.RUNNING);
    if (!attempt.generation().loaded()) {
      load.run(attempt.projection(), attempt.generation(), attempt);
    }
    catchUp.nearly(attempt.projection(), attempt.generation(), attempt);
    if (attempt.rebuild().purpose() == Purpose.SWITCH) {
      switching.run(attempt);
    } else {
      comparing.run(attempt);
    }
  }

  private void drop(Generation generation) {
    projections.stream()
        .filter(projection -> projection.name().equals(generation.projection()))
        .forEach(projection -> projection.drop(generation));
    blueprint.drop(generation);
    log.info("{} is dropped", generation.schema());
  }
}
