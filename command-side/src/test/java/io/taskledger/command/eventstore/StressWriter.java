package io.taskledger.command.eventstore;

import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskRestored;
import io.taskledger.events.user.UserId;
import io.taskledger.messaging.codec.StableNameSerializer;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A process of 32 writers on one database, which says on its output what became of each event. It
 * runs until its input ends, or until it is killed.
 */
final class StressWriter {
  static final SnapshotType NO_SNAPSHOTS = new SnapshotType("none", "1", Void.class);

  static final String STORED = "stored ";
  static final String REFUSED = "refused ";
  private static final int WRITERS = 32;
  private static final int CONTESTED = 4;
  private static final int SELDOM = 16;

  private final PostgresEventStorageEngine store;
  private volatile boolean running = true;

  private StressWriter(PostgresEventStorageEngine store) {
    this.store = store;
  }

  /** Writes to the database of this URL, as this role. */
  public static void main(String[] arguments) throws IOException {
    var source = new PGSimpleDataSource();
    source.setUrl(arguments[0]);
    source.setUser(arguments[1]);
    source.setPassword(arguments[1]);
    try (var store =
            new PostgresEventStorageEngine(source, new StableNameSerializer(), NO_SNAPSHOTS);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writer = new StressWriter(store);
      for (int i = 0; i < WRITERS; i++) {
        threads.execute(writer::write);
      }
      while (System.in.read() >= 0) {
        // Only the end of the input has a meaning.
      }
      writer.running = false;
    }
  }

  private void write() {
    var random = ThreadLocalRandom.current();
    for (int turn = 0; running; turn++) {
      UUID own = UUID.randomUUID();
      append(own, 0, random.nextInt(1, 4));
      // Seldom: a batch with one that is refused is written one by one, which takes long.
      if (turn % SELDOM == 0) {
        append(own, 0, 1);
      }
      if (turn % SELDOM == SELDOM / 2) {
        // All writers of all processes want to be the next to write here; one of them can.
        UUID contested = new UUID(0, random.nextInt(CONTESTED));
        append(contested, store.lastSequenceNumberFor(contested.toString()).orElse(-1L) + 1, 1);
      }
    }
  }

  private void append(UUID aggregate, long first, int count) {
    List<DomainEventMessage<?>> events =
        LongStream.range(first, first + count)
            .<DomainEventMessage<?>>mapToObj(sequence -> event(aggregate, sequence))
            .toList();
    say(outcome(events), events);
  }

  private String outcome(List<DomainEventMessage<?>> events) {
    try {
      store.appendEvents(events);
      return STORED;
    } catch (AggregateStreamCreationException | ConcurrencyException taken) {
      return REFUSED;
    } catch (EventStoreException unexpected) {
      unexpected.printStackTrace();
      return "failed ";
    }
  }

  private static DomainEventMessage<?> event(UUID aggregate, long sequence) {
    return new GenericDomainEventMessage<>(
        "Task",
        aggregate.toString(),
        sequence,
        new TaskRestored(new UserId(aggregate), new TaskId(aggregate)));
  }

  private static void say(String outcome, List<DomainEventMessage<?>> events) {
    synchronized (System.out) {
      events.forEach(event -> System.out.println(outcome + event.getIdentifier()));
      System.out.flush();
    }
  }
}
