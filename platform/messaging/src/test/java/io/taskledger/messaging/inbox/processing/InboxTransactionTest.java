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
import io.taskledger.messaging.inbox.store.VersionSource;
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
import org.springframework.jdbc.core.JdbcTemplate;
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
  private final ConsumerInbox inbox = new ConsumerInbox(consumer, dataSource);
  private final VersionsView view = new VersionsView(dataSource, consumer);
  private final InboxTransaction transaction = transaction(Set.of());
  private final List<Map<Integer, Long>> numbers = new ArrayList<>();
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
        transaction.process(inPartition(random.nextInt(3), deliveries.subList(from, to)));
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
    assertThat(inbox.backlog().buffered()).isZero();
    assertThat(view.processed()).hasSize(TASKS).containsOnly((long) EVENTS);
  }

  @Test
  void anEarlyEventWaitsAndIsReleasedByItsPredecessor() {
    UUID task = UUID.randomUUID();

    transaction.process(List.of(delivery(task, 3), delivery(task, 1)));
    assertThat(view.of(task)).containsExactly(1L);
    assertThat(inbox.backlog().buffered()).isEqualTo(1);

    transaction.process(List.of(delivery(task, 2)));
    assertThat(view.of(task)).containsExactly(1L, 2L, 3L);
    assertThat(inbox.backlog().buffered()).isZero();
  }

  @Test
  void aBatchThatFailsLeavesNothingBehindNotEvenWhatItBuffered() {
    UUID task = UUID.randomUUID();
    crash = true;

    assertThatThrownBy(() -> transaction.process(List.of(delivery(task, 1), delivery(task, 5))))
        .isInstanceOf(Crash.class);

    assertThat(view.of(task)).isEmpty();
    assertThat(inbox.backlog().buffered()).isZero();
    assertThat(view.processed()).isEmpty();
  }

  @Test
  void theBatchesOfAPartitionAreCountedForViewsElsewhere() {
    for (int batch = 1; batch <= 2; batch++) {
      transaction.process(
          List.of(
              delivery(UUID.randomUUID(), 1),
              inPartition(2, List.of(delivery(UUID.randomUUID(), 1))).getFirst()));
    }

    assertThat(numbers).containsExactly(Map.of(0, 1L, 2, 1L), Map.of(0, 2L, 2, 2L));
  }

  private void view(List<? extends EventMessage<?>> ready) {
    numbers.add(new HashMap<>(InboxBatch.current().numbers()));
    for (EventMessage<?> message : ready) {
      var event = (DomainEventMessage<?>) message;
      view.add(UUID.fromString(event.getAggregateIdentifier()), event.getSequenceNumber() + 1);
    }
    if (crash) {
      throw new Crash();
    }
  }

  @Test
  void anEventOfATopicThatIsNotFollowedAdvancesItsStreamUnseen() {
    UUID task = UUID.randomUUID();
    var following = transaction(Set.of("task.created"));

    assertThat(following.process(List.of(delivery(task, 2), delivery(task, 1)))).isZero();

    assertThat(view.of(task)).isEmpty();
    assertThat(view.processed()).containsExactly(2L);
    assertThat(inbox.backlog().buffered()).isZero();
  }

  @Test
  void aViewWhoseRowsHaveTheVersionNeedsNoSecondRow() {
    UUID task = UUID.randomUUID();
    UUID other = UUID.randomUUID();
    new JdbcTemplate(dataSource)
        .execute(
            "create table if not exists latest (task uuid primary key, version bigint not null)");
    var ofView =
        new InboxTransaction(
            new ConsumerInbox(
                consumer, dataSource, VersionSource.ofView("latest", "task", "version")),
            new TransactionTemplate(new JdbcTransactionManager(dataSource)),
            ViewTarget.FIXED,
            Set.of(),
            this::latest);

    ofView.process(List.of(delivery(task, 1), delivery(other, 1)));
    ofView.process(List.of(delivery(task, 1), delivery(task, 3), delivery(other, 2)));
    ofView.process(List.of(delivery(task, 3), delivery(task, 2)));

    assertThat(view.of(task)).containsExactly(1L, 2L, 3L);
    assertThat(view.of(other)).containsExactly(1L, 2L);
    assertThat(view.processed()).isEmpty();
  }

  private void latest(List<? extends EventMessage<?>> ready) {
    view(ready);
    for (EventMessage<?> message : ready) {
      var event = (DomainEventMessage<?>) message;
      new JdbcTemplate(dataSource)
          .update(
              """
              insert into latest values (?::uuid, ?)
              on conflict (task) do update set version = excluded.version
              """,
              event.getAggregateIdentifier(),
              event.getSequenceNumber() + 1);
    }
  }

  private InboxTransaction transaction(Set<String> topics) {
    return new InboxTransaction(
        inbox,
        new TransactionTemplate(new JdbcTransactionManager(dataSource)),
        ViewTarget.FIXED,
        topics,
        this::view);
  }

  private static List<ReceivedEvent> inPartition(int partition, List<ReceivedEvent> events) {
    return events.stream()
        .map(
            each ->
                new ReceivedEvent(
                    partition, each.topic(), each.headers(), each.value(), each.event()))
        .toList();
  }

  private static ReceivedEvent delivery(UUID task, long version) {
    var value =
        EventJson.tree(new TaskRestored(OWNER, new TaskId(task)))
            .put("eventId", task + "-" + version)
            .put("eventTimestamp", version);
    var buffered =
        ReceivedEvent.of(
            "task.restored",
            Map.of(
                EventHeader.EVENT_TYPE,
                "TaskRestored",
                EventHeader.REVISION,
                "1",
                EventHeader.VERSION,
                Long.toString(version)),
            value.toString().getBytes(StandardCharsets.UTF_8));
    return inPartition(0, List.of(buffered)).getFirst();
  }
}
