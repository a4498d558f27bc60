package io.taskledger.messaging.inbox;

import io.taskledger.events.codec.UnreadableEventException;
import io.taskledger.messaging.inbox.ordering.PartitionedEvent;
import io.taskledger.messaging.inbox.ordering.ReceivedEvent;
import io.taskledger.messaging.inbox.processing.BatchProcessor;
import io.taskledger.messaging.inbox.processing.InboxTransaction;
import io.taskledger.messaging.inbox.store.ConsumerInbox;
import io.taskledger.messaging.inbox.store.UnreadableRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.axonframework.eventhandling.EventMessage;

/** Reads what was polled and has it applied; a record that is no event is kept as a dead letter. */
final class Batches {
  private final ConsumerInbox ledger;
  private final InboxTransaction apply;
  private final DeadLetterPublisher topics;
  private final BatchProcessor batch;

  Batches(
      ConsumerInbox ledger,
      InboxTransaction apply,
      DeadLetterPublisher topics,
      ConsumerMeters meters,
      Consumer<List<? extends EventMessage<?>>> handler) {
    this.ledger = ledger;
    this.apply = apply;
    this.topics = topics;
    this.batch = new BatchProcessor(ledger, apply, handler, meters.handled()::increment);
  }

  /** As {@link BatchProcessor#together}. */
  void together(ConsumerRecords<String, byte[]> polled) {
    batch.together(read(polled));
    topics.forget();
  }

  /** As {@link BatchProcessor#apart}; after trouble, what was polled is to be tried again. */
  void apart(ConsumerRecords<String, byte[]> polled) {
    batch.apart(read(polled));
    topics.forget();
  }

  private List<PartitionedEvent> read(ConsumerRecords<String, byte[]> polled) {
    List<PartitionedEvent> found = new ArrayList<>(polled.count());
    for (ConsumerRecord<String, byte[]> message : polled) {
      try {
        found.add(new PartitionedEvent(message.partition(), ReceivedEvent.of(message)));
      } catch (UnreadableEventException failure) {
        keep(new UnreadableRecord(message, failure));
      }
    }
    return found;
  }

  /** The topic first: what is in the table twice is there once, by the record's offset. */
  private void keep(UnreadableRecord unreadable) {
    topics.send(unreadable);
    apply.inTransaction(
        () -> {
          ledger.deadLetters().keep(unreadable);
          return unreadable;
        });
  }
}
