package io.taskledger.events.ordered;

import io.taskledger.events.codec.UnreadableEventException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies what was polled: all of it in one transaction, or, when that keeps failing, each stream
 * by itself, so that an event that its handler refuses stops no stream but its own.
 */
final class Batches {
  /** With so many open, something is wrong with more than events: the consumer waits. */
  static final int MOST_DEAD_LETTERS = 100;

  /** When more streams fail and not one passes, it is not their events. */
  static final int FEW = 10;

  private static final Logger log = LoggerFactory.getLogger(Batches.class);

  private final ConsumerLedger ledger;
  private final OrderedApply apply;
  private final DeadLetterTopics topics;
  private final ConsumerMeters meters;
  private final Consumer<List<? extends EventMessage<?>>> handler;

  Batches(
      ConsumerLedger ledger,
      OrderedApply apply,
      DeadLetterTopics topics,
      ConsumerMeters meters,
      Consumer<List<? extends EventMessage<?>>> handler) {
    this.ledger = ledger;
    this.apply = apply;
    this.topics = topics;
    this.meters = meters;
    this.handler = handler;
  }

  /** Some deliveries and the partitions that they came from. */
  private record Arrived(TreeSet<Integer> partitions, List<Delivery> deliveries) {
    Arrived() {
      this(new TreeSet<>(), new ArrayList<>());
    }

    void add(int partition, Delivery delivery) {
      partitions.add(partition);
      deliveries.add(delivery);
    }
  }

  /** All in one transaction; when it throws nothing is applied. */
  void together(ConsumerRecords<String, byte[]> polled) {
    var all = new Arrived();
    read(polled).forEach(each -> all.add(each.partition(), each.delivery()));
    if (apply(all) > 0) {
      ledger.announce();
    }
    topics.forget();
  }

  /**
   * Each stream in a transaction of its own. Events that are refused become dead letters, unless
   * anything in this round speaks against its being the events.
   *
   * @throws RuntimeException when there was trouble of another kind; the rest is applied, and what
   *     was polled is to be tried again
   */
  void apart(ConsumerRecords<String, byte[]> polled) {
    Map<UUID, Arrived> streams = new LinkedHashMap<>();
    for (Read each : read(polled)) {
      streams
          .computeIfAbsent(each.delivery().streamId(), ignored -> new Arrived())
          .add(each.partition(), each.delivery());
    }
    var round = new Round();
    streams.forEach(round::attempt);
    round.judge(streams);
    topics.forget();
  }

  private record Read(int partition, Delivery delivery) {}

  private List<Read> read(ConsumerRecords<String, byte[]> polled) {
    List<Read> found = new ArrayList<>(polled.count());
    for (ConsumerRecord<String, byte[]> message : polled) {
      try {
        found.add(new Read(message.partition(), Delivery.of(message)));
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

  private int apply(Arrived arrived) {
    int count = apply.apply(arrived.partitions(), arrived.deliveries(), handler);
    meters.handled().increment(count);
    if (log.isDebugEnabled()) {
      log.debug(
          "{} took {} deliveries and applied {} events",
          ledger.consumer(),
          arrived.deliveries().size(),
          count);
    }
    return count;
  }

  /** One try of each stream of a batch. */
  private final class Round {
    private final Map<UUID, RuntimeException> refused = new LinkedHashMap<>();
    private int handled;
    private @Nullable RuntimeException trouble;
    private boolean troubled;

    void attempt(UUID stream, Arrived arrived) {
      try {
        int before = handled;
        alone(arrived);
        if (handled > before) {
          ledger.announce();
        }
        troubled = false;
      } catch (Stage.ClosedException closed) {
        throw closed;
      } catch (RuntimeException failed) {
        if (EventFault.in(failed)) {
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

    private void alone(Arrived arrived) {
      try {
        handled += apply(arrived);
        return;
      } catch (RuntimeException failed) {
        if (!EventFault.in(failed)) {
          throw failed;
        }
      }
      // All but the one that is refused are applied.
      apply.oneByOne(
          arrived.partitions(),
          arrived.deliveries(),
          handler,
          count -> {
            meters.handled().increment(count);
            handled += count;
          });
    }

    void judge(Map<UUID, Arrived> streams) {
      if (trouble != null) {
        throw trouble;
      }
      if (handled == 0 && refused.size() > FEW) {
        throw new WholesaleException(
            refused.size() + " streams fail and none passes", refused.values());
      }
      refused.forEach((stream, failure) -> refuse(stream, streams.get(stream), failure));
    }

    private void refuse(UUID stream, @Nullable Arrived arrived, RuntimeException failure) {
      if (arrived == null) {
        return;
      }
      UUID id = apply.refuse(arrived.partitions(), arrived.deliveries(), failure);
      log.warn("{} refuses an event of {}: dead letter {}", ledger.consumer(), stream, id);
    }
  }

  /** So much fails that nothing is parked before somebody has looked. */
  static final class WholesaleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WholesaleException(String what, Collection<RuntimeException> failures) {
      super(what, failures.stream().findFirst().orElse(null));
    }
  }
}
