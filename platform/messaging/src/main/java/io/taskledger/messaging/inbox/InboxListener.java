package io.taskledger.messaging.inbox;

import io.taskledger.events.codec.UnreadableEventException;
import io.taskledger.messaging.inbox.ordering.ReceivedEvent;
import io.taskledger.messaging.inbox.processing.BatchProcessor;
import io.taskledger.messaging.inbox.processing.InboxTransaction;
import io.taskledger.messaging.inbox.processing.ViewTarget;
import io.taskledger.messaging.inbox.store.ConsumerInbox;
import io.taskledger.messaging.inbox.store.UnreadableRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/**
 * Processes what the container polled. A batch that throws is delivered again; after some failures
 * its streams are tried one by one. A record that cannot be read becomes a dead letter at once.
 *
 * <p>Each partition is read from the offset that the database has, if it has one.
 */
final class InboxListener
    implements BatchMessageListener<String, byte[]>, ConsumerAwareRebalanceListener {
  private static final Logger log = LoggerFactory.getLogger(InboxListener.class);
  private static final int BATCH_ATTEMPTS = 3;

  private final ConsumerInbox inbox;
  private final InboxTransaction transaction;
  private final BatchProcessor batches;
  private final DeadLetterPublisher publisher;
  private final InboxMeters meters;
  private final Map<TopicPartition, Long> offsets = new ConcurrentHashMap<>();
  private int failures;

  InboxListener(
      ConsumerInbox inbox,
      InboxTransaction transaction,
      BatchProcessor batches,
      DeadLetterPublisher publisher,
      InboxMeters meters) {
    this.inbox = inbox;
    this.transaction = transaction;
    this.batches = batches;
    this.publisher = publisher;
    this.meters = meters;
  }

  @Override
  public void onMessage(List<ConsumerRecord<String, byte[]>> records) {
    meters.received(records);
    try {
      List<ReceivedEvent> events = read(records);
      if (failures < BATCH_ATTEMPTS) {
        batches.processBatch(events);
      } else {
        batches.processPerStream(events);
      }
      failures = 0;
      meters.processed();
      records.forEach(
          each ->
              offsets.put(new TopicPartition(each.topic(), each.partition()), each.offset() + 1));
    } catch (ViewTarget.NotActiveException notActive) {
      log.info("{} leaves its group: {}", inbox.consumer(), notActive.getMessage());
      meters.released();
      throw notActive;
    } catch (RuntimeException failure) {
      failures++;
      meters.failed();
      log.error("{} could not process a batch, attempt {}", inbox.consumer(), failures, failure);
      throw failure;
    }
  }

  private List<ReceivedEvent> read(List<ConsumerRecord<String, byte[]>> records) {
    List<ReceivedEvent> events = new ArrayList<>(records.size());
    for (ConsumerRecord<String, byte[]> message : records) {
      try {
        events.add(ReceivedEvent.of(message));
      } catch (UnreadableEventException failure) {
        deadLetter(new UnreadableRecord(message, failure));
      }
    }
    return events;
  }

  /** Published once, however often the record is delivered, unless the process ends in between. */
  private void deadLetter(UnreadableRecord unreadable) {
    transaction.inTransaction(
        () -> {
          boolean isNew = inbox.deadLetters().add(unreadable);
          if (isNew) {
            log.warn(
                "{} cannot read {}: {}",
                inbox.consumer(),
                DeadLetterPublisher.source(unreadable.message()),
                unreadable.reason());
            publisher.publish(unreadable);
          }
          return isNew;
        });
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> client, Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> saved = inbox.offsets().read();
    for (TopicPartition partition : partitions) {
      Long offset = saved.get(partition);
      if (offset != null) {
        client.seek(partition, offset);
      }
    }
  }

  @Override
  public void onPartitionsRevokedAfterCommit(
      Consumer<?, ?> client, Collection<TopicPartition> partitions) {
    saveOffsets();
    partitions.forEach(offsets::remove);
  }

  @Override
  public void onPartitionsLost(Consumer<?, ?> client, Collection<TopicPartition> partitions) {
    partitions.forEach(offsets::remove);
  }

  /** Records how far this process has read; what is recorded late is read twice, and dropped. */
  void saveOffsets() {
    try {
      inbox.offsets().save(Map.copyOf(offsets));
    } catch (DataAccessException away) {
      log.warn("The offsets of {} cannot be saved, they follow later", inbox.consumer(), away);
    }
  }
}
