package io.taskledger.events.ordered;

import io.taskledger.events.codec.UnreadableEventException;
import io.taskledger.events.ordered.applying.BatchApply;
import io.taskledger.events.ordered.applying.OrderedApply;
import io.taskledger.events.ordered.delivery.Arrival;
import io.taskledger.events.ordered.delivery.Delivery;
import io.taskledger.events.ordered.ledger.ConsumerLedger;
import io.taskledger.events.ordered.ledger.UnreadableRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.axonframework.eventhandling.EventMessage;

/** Reads what was polled and has it applied; a record that is no event is kept as a dead letter. */
final class Batches {
  private final ConsumerLedger ledger;
  private final OrderedApply apply;
  private final DeadLetterTopics topics;
  private final BatchApply batch;

  Batches(
      ConsumerLedger ledger,
      OrderedApply apply,
      DeadLetterTopics topics,
      ConsumerMeters meters,
      Consumer<List<? extends EventMessage<?>>> handler) {
    this.ledger = ledger;
    this.apply = apply;
    this.topics = topics;
    this.batch = new BatchApply(ledger, apply, handler, meters.handled()::increment);
  }

  /** As {@link BatchApply#together}. */
  void together(ConsumerRecords<String, byte[]> polled) {
    batch.together(read(polled));
    topics.forget();
  }

  /** As {@link BatchApply#apart}; after trouble, what was polled is to be tried again. */
  void apart(ConsumerRecords<String, byte[]> polled) {
    batch.apart(read(polled));
    topics.forget();
  }

  private List<Arrival> read(ConsumerRecords<String, byte[]> polled) {
    List<Arrival> found = new ArrayList<>(polled.count());
    for (ConsumerRecord<String, byte[]> message : polled) {
      try {
        found.add(new Arrival(message.partition(), Delivery.of(message)));
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
