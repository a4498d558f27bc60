package io.taskledger.messaging.relay;

import io.taskledger.messaging.kafka.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.axonframework.extensions.kafka.eventhandling.producer.ConfirmationMode;
import org.axonframework.extensions.kafka.eventhandling.producer.ProducerFactory;
import org.axonframework.messaging.EventPublicationFailedException;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * The producer of the relay, given to Axon's publisher in place of the extension's own: that one
 * waits for each acknowledgement before the next event is sent, a few hundred events a second. Here
 * the events of a batch are gathered, and sent and acknowledged together before the unit of work
 * may commit; one that is refused or missing, or an interruption while waiting, rolls it back, and
 * the batch is sent again.
 *
 * <p>Of two events with one key on one topic the second is sent when the first is acknowledged: the
 * broker may refuse the first and take the second, which would then lie before it for ever.
 */
final class AcknowledgedBatchProducer extends KafkaProducer<String, byte[]>
    implements ProducerFactory<String, byte[]> {
  private static final Duration CLOSED_WITHIN = Duration.ofSeconds(3);
  private static final String GATHERED = AcknowledgedBatchProducer.class.getName();

  // Longer than the producer's own limit: when this ends, nothing is still under way that could
  // overtake the next attempt.
  private static final int ACKNOWLEDGED_WITHIN_MS = KafkaSettings.DELIVERED_WITHIN_MS + 5_000;

  AcknowledgedBatchProducer(KafkaSettings kafka) {
    super(kafka.producer());
  }

  /** Gathers the message; the future says nothing, since the batch is what succeeds or fails. */
  @Override
  public Future<RecordMetadata> send(ProducerRecord<String, byte[]> message) {
    UnitOfWork<?> batch = CurrentUnitOfWork.get().root();
    batch.<KeyOrderedBatches>getOrComputeResource(GATHERED, key -> begin(batch)).add(message);
    return new CompletableFuture<>();
  }

  private KeyOrderedBatches begin(UnitOfWork<?> batch) {
    var gathered = new KeyOrderedBatches();
    batch.onPrepareCommit(ignored -> gathered.forEach(this::deliver));
    return gathered;
  }

  private void deliver(List<ProducerRecord<String, byte[]>> wave) {
    List<Future<RecordMetadata>> sent = wave.stream().map(super::send).toList();
    // Without this the last of them would linger for company that does not come.
    flush();
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ACKNOWLEDGED_WITHIN_MS);
    try {
      for (Future<RecordMetadata> each : sent) {
        each.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new EventPublicationFailedException("Stopped before Kafka had the events", stopped);
    } catch (ExecutionException | TimeoutException failed) {
      throw new EventPublicationFailedException("Kafka did not take the events", failed);
    }
  }

  @Override
  public Producer<String, byte[]> createProducer() {
    return this;
  }

  /** So that the publisher leaves the waiting to this class. */
  @Override
  public ConfirmationMode confirmationMode() {
    return ConfirmationMode.NONE;
  }

  /** The publisher closes after each event; the producer is shared and lives until shut-down. */
  @Override
  public void close() {
    // Deliberately nothing.
  }

  @Override
  public void shutDown() {
    super.close(CLOSED_WITHIN);
  }
}
