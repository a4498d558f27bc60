package io.taskledger.messaging.inbox.processing;

import io.taskledger.messaging.inbox.processing.BatchProcessor.Share;
import io.taskledger.messaging.inbox.store.ConsumerInbox;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One try of each stream of a batch. */
final class PerStreamAttempt {
  private static final Logger log = LoggerFactory.getLogger(PerStreamAttempt.class);

  private final ConsumerInbox ledger;
  private final BatchProcessor batch;
  private final Map<UUID, RuntimeException> refused = new LinkedHashMap<>();
  private int handled;
  private @Nullable RuntimeException trouble;
  private boolean troubled;

  PerStreamAttempt(ConsumerInbox ledger, BatchProcessor batch) {
    this.ledger = ledger;
    this.batch = batch;
  }

  void attempt(UUID stream, Share share) {
    try {
      int before = handled;
      alone(share);
      if (handled > before) {
        ledger.announce();
      }
      troubled = false;
    } catch (ViewTarget.ClosedException closed) {
      throw closed;
    } catch (RuntimeException failed) {
      if (PoisonEventClassifier.in(failed)) {
        refused.put(stream, failed);
      } else if (troubled) {
        // Twice in a row: the others would fail, or wait for what is away, as well.
        throw failed;
      } else {
        trouble = failed;
        troubled = true;
      }
    }
  }

  private void alone(Share share) {
    try {
      handled += batch.apply(share);
      return;
    } catch (RuntimeException failed) {
      if (!PoisonEventClassifier.in(failed)) {
        throw failed;
      }
    }
    batch.oneByOne(share, count -> handled += count);
  }

  /** Makes dead letters of what was refused, or throws what speaks against it. */
  void judge(Map<UUID, Share> streams) {
    if (trouble != null) {
      throw trouble;
    }
    if (handled == 0 && refused.size() > FailureThresholdException.FEW) {
      throw new FailureThresholdException(
          refused.size() + " streams fail and none passes", refused.values());
    }
    refused.forEach((stream, failure) -> refuse(stream, streams.get(stream), failure));
  }

  private void refuse(UUID stream, @Nullable Share share, RuntimeException failure) {
    if (share == null) {
      return;
    }
    UUID id = batch.refuse(share, failure);
    log.warn("{} refuses an event of {}: dead letter {}", ledger.consumer(), stream, id);
  }
}
