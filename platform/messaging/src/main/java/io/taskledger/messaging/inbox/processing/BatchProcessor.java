package io.taskledger.messaging.inbox.processing;

import io.taskledger.messaging.inbox.ordering.ProcessingPlan;
import io.taskledger.messaging.inbox.ordering.ReceivedEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Processes batches of events, from Kafka or the event stream: all in one transaction, or, when
 * that keeps failing, each stream by itself, so that a poison event blocks no stream but its own.
 */
public final class BatchProcessor {
  private static final Logger log = LoggerFactory.getLogger(BatchProcessor.class);

  private final InboxTransaction transaction;
  private final IntConsumer handled;

  /**
   * Processes in this transaction.
   *
   * @param handled is told of each transaction how many events it handled
   */
  public BatchProcessor(InboxTransaction transaction, IntConsumer handled) {
    this.transaction = transaction;
    this.handled = handled;
  }

  /**
   * All in one transaction, the caller's if there is one; when it throws nothing is applied.
   *
   * @return how many events were handled
   */
  public int processBatch(Collection<ReceivedEvent> batch) {
    int count = process(batch);
    announce(count);
    return count;
  }

  /**
   * Each stream in a transaction of its own. Poison events become dead letters, unless anything in
   * this attempt suggests that the events are not the cause.
   *
   * @return how many events were handled
   * @throws RuntimeException for a failure of another kind; the rest is applied, and the batch is
   *     to be tried again
   */
  public int processPerStream(Collection<ReceivedEvent> batch) {
    Map<UUID, List<ReceivedEvent>> streams = new LinkedHashMap<>();
    batch.forEach(
        event -> streams.computeIfAbsent(event.streamId(), id -> new ArrayList<>()).add(event));
    Map<UUID, RuntimeException> poisoned = new LinkedHashMap<>();
    @Nullable RuntimeException failure = null;
    boolean hasJustFailed = false;
    int count = 0;
    for (var stream : streams.entrySet()) {
      try {
        StreamOutcome outcome = processStream(stream.getValue());
        count += outcome.handled();
        announce(outcome.handled());
        if (outcome.poison() != null) {
          poisoned.put(stream.getKey(), outcome.poison());
        }
        hasJustFailed = false;
      } catch (ViewTarget.NotActiveException notActive) {
        throw notActive;
      } catch (RuntimeException failed) {
        if (hasJustFailed) {
          // Twice in a row: the others would fail, or wait for what is away, as well.
          throw failed;
        }
        failure = failed;
        hasJustFailed = true;
      }
    }
    if (failure != null) {
      throw failure;
    }
    boolean allFail = count == 0 && poisoned.size() == streams.size();
    if (allFail && poisoned.size() > FailureThresholdException.FEW) {
      throw new FailureThresholdException(
          poisoned.size() + " streams fail and none succeeds", poisoned.values());
    }
    poisoned.forEach(
        (stream, poison) -> deadLetter(streams.getOrDefault(stream, List.of()), poison));
    return count;
  }

  /** What happened to one stream: how many events were handled, and what stopped it. */
  private record StreamOutcome(int handled, @Nullable RuntimeException poison) {}

  private StreamOutcome processStream(List<ReceivedEvent> events) {
    try {
      return new StreamOutcome(process(events), null);
    } catch (RuntimeException failed) {
      requirePoison(failed);
    }
    return processSingly(events);
  }

  /** Each event in a transaction of its own, until none is left or one fails. */
  private StreamOutcome processSingly(List<ReceivedEvent> events) {
    int total = 0;
    while (true) {
      try {
        var outcome =
            transaction.process(
                InboxTransaction.partitions(events), () -> ProcessingPlan.of(events).nextOnly());
        handled.accept(outcome.handled());
        if (outcome.ready() == 0) {
          return new StreamOutcome(total, null);
        }
        total += outcome.handled();
      } catch (RuntimeException failed) {
        requirePoison(failed);
        return new StreamOutcome(total, failed);
      }
    }
  }

  private static void requirePoison(RuntimeException failed) {
    if (!PoisonEventClassifier.isPoison(failed)) {
      throw failed;
    }
  }

  /** Buffers the events of one stream, of which the next failed: it becomes a dead letter. */
  public void deadLetter(List<ReceivedEvent> events, RuntimeException failure) {
    UUID id = transaction.deadLetter(events, failure);
    log.warn(
        "{} cannot handle an event of {}: dead letter {}",
        transaction.inbox().consumer(),
        events.getFirst().streamId(),
        id);
  }

  private int process(Collection<ReceivedEvent> events) {
    int count = transaction.process(events);
    handled.accept(count);
    return count;
  }

  private void announce(int count) {
    if (count > 0 && !TransactionSynchronizationManager.isActualTransactionActive()) {
      transaction.inbox().announce();
    }
  }
}
