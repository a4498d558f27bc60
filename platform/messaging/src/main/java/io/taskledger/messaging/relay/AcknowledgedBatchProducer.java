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
 * The producer of the relay, in place of the extension's own, which waits for each acknowledgement
 * before it sends the next event: a few hundred events a second. Here the events of a batch are
 * collected, and sent and acknowledged together before the unit of work commits; a record that is
 * refused or lost, or an interruption while waiting, rolls it back, and the batch is sent again.
 *
 * <p>Of two events with one key on one topic the second is sent when the first is acknowledged: the
 * broker may refuse the first and take the second, which would then precede it for ever.
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

  /** Collects the message; the future never completes, since the batch succeeds or fails. */
  @Override
  public Future<RecordMetadata> send(ProducerRecord<String, byte[]> message) {
    UnitOfWork<?> unitOfWork = CurrentUnitOfWork.get().root();
    unitOfWork
        .<KeyOrderedBatches>getOrComputeResource(GATHERED, key -> begin(unitOfWork))
        .add(message);
    return new CompletableFuture<>();
  }

  private KeyOrderedBatches begin(UnitOfWork<?> unitOfWork) {
    var gathered = new KeyOrderedBatches();
    unitOfWork.onPrepareCommit(ignored -> gathered.forEach(this::deliver));
    return gathered;
  }

  private void deliver(List<ProducerRecord<String, byte[]>> batch) {
    List<Future<RecordMetadata>> sent = batch.stream().map(super::send).toList();
    // Without this the last records would wait for the linger time.
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

  /** None, so that the publisher does not wait by itself. */
  @Override
  public ConfirmationMode confirmationMode() {
    return ConfirmationMode.NONE;
  }

  /** The publisher closes after each event; the producer is shared and lives until shut-down. */
  @Override
  public void close() {
    // Deliberately empty.
  }

  @Override
  public void shutDown() {
    super.close(CLOSED_WITHIN);
  }
}
