package io.taskledger.messaging.inbox.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskledger.events.codec.EventHeader;
import io.taskledger.events.codec.EventJson;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskRestored;
import io.taskledger.events.user.UserId;
import io.taskledger.messaging.inbox.ordering.ReceivedEvent;
import io.taskledger.messaging.inbox.store.ConsumerInbox;
import io.taskledger.messaging.inbox.testing.VersionsView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Any permutation with any duplicates of the events of some tasks, cut into any batches, with
 * crashes between and within them, gives the same view as the ordered history. The seed of a run is
 * the number of its repetition.
 */
class InboxTransactionTest {
  private static final int TASKS = 4;
  private static final int EVENTS = 7;
  private static final UserId OWNER = new UserId(new UUID(0, 1));

  private static final DataSource dataSource = VersionsView.database();

  private final String consumer = "consumer-" + UUID.randomUUID();
  private final ConsumerInbox ledger = new ConsumerInbox(consumer, dataSource);
  private final VersionsView view = new VersionsView(dataSource, consumer);
  private final InboxTransaction apply =
      new InboxTransaction(
          ledger,
          new TransactionTemplate(new JdbcTransactionManager(dataSource)),
          ViewTarget.FIXED);
  private boolean crash;

  private static final class Crash extends RuntimeException {}

  @RepeatedTest(40)
  void anyOrderAnyDuplicatesAnyBatchesAndAnyCrashesGiveTheOrderedHistory(RepetitionInfo run) {
    var random = new Random(run.getCurrentRepetition());
    List<UUID> tasks = IntStream.range(0, TASKS).mapToObj(i -> UUID.randomUUID()).toList();
    List<ReceivedEvent> deliveries = new ArrayList<>();
    for (UUID task : tasks) {
      for (long version = 1; version <= EVENTS; version++) {
        for (int copies = 1 + random.nextInt(3); copies > 0; copies--) {
          deliveries.add(delivery(task, version));
        }
      }
    }
    Collections.shuffle(deliveries, random);

    int from = 0;
    while (from < deliveries.size()) {
      int to = Math.min(deliveries.size(), from + 1 + random.nextInt(9));
      crash = random.nextInt(4) == 0;
      try {
        apply.apply(Set.of(random.nextInt(3)), deliveries.subList(from, to), this::view);
        // Sometimes what was applied was not acknowledged to the broker, and comes again.
        from = random.nextInt(5) == 0 ? Math.max(0, to - random.nextInt(12)) : to;
      } catch (Crash rolledBack) {
        assertThat(crash).isTrue();
      }
    }

    for (UUID task : tasks) {
      assertThat(view.of(task))
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, EVENTS).mapToObj(Long::valueOf).toList());
    }
    assertThat(ledger.backlog().parked()).isZero();
    assertThat(view.inLedger()).hasSize(TASKS).containsOnly((long) EVENTS);
  }

  @Test
  void anEarlyEventWaitsAndIsReleasedByItsPredecessor() {
    UUID task = UUID.randomUUID();

    apply.apply(Set.of(0), List.of(delivery(task, 3), delivery(task, 1)), this::view);
    assertThat(view.of(task)).containsExactly(1L);
    assertThat(ledger.backlog().parked()).isEqualTo(1);

    apply.apply(Set.of(0), List.of(delivery(task, 2)), this::view);
    assertThat(view.of(task)).containsExactly(1L, 2L, 3L);
    assertThat(ledger.backlog().parked()).isZero();
  }

  @Test
  void aBatchThatFailsLeavesNothingBehindNotEvenWhatItParked() {
    UUID task = UUID.randomUUID();
    crash = true;

    assertThatThrownBy(
            () -> apply.apply(Set.of(0), List.of(delivery(task, 1), delivery(task, 5)), this::view))
        .isInstanceOf(Crash.class);

    assertThat(view.of(task)).isEmpty();
    assertThat(ledger.backlog().parked()).isZero();
    assertThat(view.inLedger()).isEmpty();
  }

  @Test
  void theBatchesOfAPartitionAreCountedForViewsElsewhere() {
    List<Map<Integer, Long>> seen = new ArrayList<>();
    for (int batch = 1; batch <= 2; batch++) {
      apply.apply(
          Set.of(0, 2),
          List.of(delivery(UUID.randomUUID(), 1)),
          ready -> seen.add(new HashMap<>(OrderedBatch.current().numbers())));
    }

    assertThat(seen).containsExactly(Map.of(0, 1L, 2, 1L), Map.of(0, 2L, 2, 2L));
  }

  private void view(List<? extends EventMessage<?>> ready) {
    for (EventMessage<?> message : ready) {
      var event = (DomainEventMessage<?>) message;
      view.add(UUID.fromString(event.getAggregateIdentifier()), event.getSequenceNumber() + 1);
    }
    if (crash) {
      throw new Crash();
    }
  }

  private static ReceivedEvent delivery(UUID task, long version) {
    var value =
        EventJson.tree(new TaskRestored(OWNER, new TaskId(task)))
            .put("eventId", task + "-" + version)
            .put("eventTimestamp", version);
    return ReceivedEvent.of(
        "task.restored",
        Map.of(
            EventHeader.EVENT_TYPE,
            "TaskRestored",
            EventHeader.REVISION,
            "1",
            EventHeader.VERSION,
            Long.toString(version)),
        value.toString().getBytes(StandardCharsets.UTF_8));
  }
}
