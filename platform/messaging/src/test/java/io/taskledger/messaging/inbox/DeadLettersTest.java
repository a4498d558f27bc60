package io.taskledger.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskledger.events.codec.EventHeader;
import io.taskledger.events.codec.EventJson;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskRestored;
import io.taskledger.events.user.UserId;
import io.taskledger.messaging.inbox.ordering.ReceivedEvent;
import io.taskledger.messaging.inbox.ordering.SequenceResolver;
import io.taskledger.messaging.inbox.processing.BatchProcessor;
import io.taskledger.messaging.inbox.processing.DeadLetterException;
import io.taskledger.messaging.inbox.processing.DeadLetters;
import io.taskledger.messaging.inbox.processing.FailureThresholdException;
import io.taskledger.messaging.inbox.processing.InboxTransaction;
import io.taskledger.messaging.inbox.processing.ViewTarget;
import io.taskledger.messaging.inbox.store.ConsumerInbox;
import io.taskledger.messaging.inbox.store.DeadLetter;
import io.taskledger.messaging.inbox.testing.VersionsView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Dead letters on a real database, with batches, refusals and crashes that the test decides. */
class DeadLettersTest {
  private static final int TASKS = 4;
  private static final long EVENTS = 8;
  private static final UserId OWNER = new UserId(new UUID(0, 1));
  private static final String SECRET = "Call the lawyer";

  private static final DataSource dataSource = VersionsView.database();
  private static final JdbcTemplate jdbc = new JdbcTemplate(dataSource);

  private final String consumer = "consumer-" + UUID.randomUUID();
  private final ConsumerInbox inbox = new ConsumerInbox(consumer, dataSource);
  private final VersionsView view = new VersionsView(dataSource, consumer);
  private final InboxTransaction transaction =
      new InboxTransaction(
          inbox,
          new TransactionTemplate(new JdbcTransactionManager(dataSource)),
          ViewTarget.FIXED,
          Set.of(),
          this::view);
  private final DeadLetters deadLetters = new DeadLetters(transaction);
  private final BatchProcessor batches = new BatchProcessor(transaction, count -> {});

  private final Set<SequenceResolver.Key> refused = new HashSet<>();
  private int crashAfter = Integer.MAX_VALUE;
  private long offset;

  /** As when the process ends, or the database goes away. */
  private static final class Crash extends TransientDataAccessResourceException {
    Crash() {
      super("as the test wants it");
    }
  }

  /** What must be true of one task, kept without any database. */
  private static final class Model {
    private final Set<Long> applied = new HashSet<>();
    private final Set<Long> discarded = new HashSet<>();

    List<Long> view() {
      return applied.stream().sorted().toList();
    }
  }

  @RepeatedTest(40)
  void whateverIsRefusedRetriedDiscardedOrCrashesEveryTaskIsAppliedInOrderAndNothingIsLost(
      RepetitionInfo run) {
    var random = new Random(run.getCurrentRepetition());
    Map<UUID, Model> model = new LinkedHashMap<>();
    List<SequenceResolver.Key> arrivals = new ArrayList<>();
    for (int task = 0; task < TASKS; task++) {
      UUID id = UUID.randomUUID();
      model.put(id, new Model());
      for (long version = 1; version <= EVENTS; version++) {
        if (random.nextInt(5) == 0) {
          refused.add(new SequenceResolver.Key(id, version));
        }
        for (int copies = 1 + random.nextInt(2); copies > 0; copies--) {
          arrivals.add(new SequenceResolver.Key(id, version));
        }
      }
    }
    Collections.shuffle(arrivals, random);

    int from = 0;
    while (from < arrivals.size()) {
      int to = Math.min(arrivals.size(), from + 1 + random.nextInt(9));
      if (isHandled(polled(arrivals.subList(from, to)), random)) {
        // Sometimes what was applied was not acknowledged to the broker, and comes again.
        from = random.nextInt(5) == 0 ? Math.max(0, to - random.nextInt(12)) : to;
      }
      operate(model, random);
    }
    crashAfter = Integer.MAX_VALUE;
    while (!letters().isEmpty()) {
      crashAfter = Integer.MAX_VALUE;
      operate(model, random);
    }

    model.forEach(
        (task, expected) -> {
          LongStream.rangeClosed(1, EVENTS)
              .filter(version -> !expected.discarded.contains(version))
              .forEach(expected.applied::add);
          assertThat(view.of(task)).containsExactlyElementsOf(expected.view());
        });
    assertThat(view.processed()).hasSize(TASKS).containsOnly(EVENTS);
    assertThat(inbox.backlog().buffered()).isZero();
    assertThat(deadLetters.list(null, true, 100))
        .extracting(DeadLettersTest::key)
        .containsExactlyInAnyOrderElementsOf(
            model.entrySet().stream()
                .flatMap(
                    each ->
                        each.getValue().discarded.stream()
                            .map(version -> new SequenceResolver.Key(each.getKey(), version)))
                .toList());
  }

  /**
   * A batch as the listener processes it: at once, and when that fails per stream; with crashes.
   */
  private boolean isHandled(List<ReceivedEvent> polled, Random random) {
    crashAfter = random.nextInt(3) == 0 ? random.nextInt(8) : Integer.MAX_VALUE;
    try {
      batches.processBatch(polled);
      return true;
    } catch (Crash crashed) {
      return false;
    } catch (IllegalStateException refusal) {
      try {
        batches.processPerStream(polled);
        return true;
      } catch (Crash crashed) {
        return false;
      }
    }
  }

  /** An operator mends, retries or discards one of them, or does nothing. */
  private void operate(Map<UUID, Model> model, Random random) {
    List<DeadLetter> open = letters();
    if (open.isEmpty()) {
      return;
    }
    DeadLetter one = open.get(random.nextInt(open.size()));
    SequenceResolver.Key key = key(one);
    crashAfter = random.nextInt(3) == 0 ? random.nextInt(3) : Integer.MAX_VALUE;
    try {
      switch (random.nextInt(4)) {
        case 0 -> {
          refused.remove(key);
          deadLetters.retry(one.id());
        }
        case 1 -> deadLetters.retry(one.id());
        case 2 -> discard(model, one);
        default -> crashAfter = Integer.MAX_VALUE;
      }
    } catch (Crash crashed) {
      // Nothing but what was committed is there.
    } catch (DeadLetterException again) {
      assertThat(refused).contains(key);
    }
  }

  private void discard(Map<UUID, Model> model, DeadLetter one) {
    try {
      deadLetters.discard(one.id());
    } finally {
      if (deadLetters.list(null, true, 100).stream().anyMatch(each -> each.id().equals(one.id()))) {
        Objects.requireNonNull(model.get(key(one).streamId())).discarded.add(key(one).version());
      }
    }
  }

  @Test
  void anEventThatIsRefusedIsBufferedWithThoseBehindItAndTheOthersFlowOn() {
    UUID poisoned = UUID.randomUUID();
    UUID other = UUID.randomUUID();
    refuse(poisoned, 2);

    batches.processPerStream(polled(keys(poisoned, 3), keys(other, 3)));
    batches.processBatch(
        polled(List.of(new SequenceResolver.Key(poisoned, 4), new SequenceResolver.Key(other, 4))));

    assertThat(view.of(poisoned)).containsExactly(1L);
    assertThat(view.of(other)).containsExactly(1L, 2L, 3L, 4L);
    DeadLetter letter = letters().getFirst();
    assertThat(letters()).hasSize(1);
    assertThat(letter.projection()).isEqualTo(consumer);
    assertThat(letter.streamId()).isEqualTo(poisoned);
    assertThat(letter.version()).isEqualTo(2);
    assertThat(letter.eventType()).isEqualTo("TaskRestored");
    assertThat(letter.topic()).isEqualTo("task.restored");
    assertThat(letter.attempts()).isEqualTo(1);
    assertThat(letter.waitingBehind()).isEqualTo(2);
    assertThat(letter.id().version()).isEqualTo(7);
    assertThat(inbox.backlog().deadLetters()).isEqualTo(1);
    assertThat(inbox.backlog().seconds()).isZero();
  }

  @Test
  void theReasonTellsTheFailureAndNothingOutOfTheEvent() {
    UUID poisoned = UUID.randomUUID();
    refuse(poisoned, 1);

    batches.processPerStream(polled(keys(poisoned, 1)));

    assertThat(letters().getFirst().reason())
        .startsWith("IllegalStateException: ")
        .contains("cannot be drawn")
        .doesNotContain(SECRET)
        .doesNotContain(OWNER.toString());
  }

  @Test
  void aRetryThatWorksReleasesThoseBehindUpToTheNextThatIsRefused() {
    UUID task = UUID.randomUUID();
    refuse(task, 1);
    refuse(task, 3);
    batches.processPerStream(polled(keys(task, 5)));
    UUID first = letters().getFirst().id();

    assertThatThrownBy(() -> deadLetters.retry(first))
        .isInstanceOf(DeadLetterException.class)
        .matches(
            again -> ((DeadLetterException) again).kind() == DeadLetterException.Kind.FAILED_AGAIN);
    assertThat(letters().getFirst().attempts()).isEqualTo(2);

    refused.remove(new SequenceResolver.Key(task, 1));
    DeadLetters.Released released = deadLetters.retry(first).orElseThrow();
    assertThat(released.released()).isEqualTo(2);
    assertThat(view.of(task)).containsExactly(1L, 2L);
    assertThat(letters()).hasSize(1);
    assertThat(letters().getFirst().id()).isEqualTo(released.deadLetter()).isNotEqualTo(first);
    assertThat(letters().getFirst().version()).isEqualTo(3);
    assertThat(letters().getFirst().attempts()).isEqualTo(1);

    refused.clear();
    assertThat(deadLetters.retry(letters().getFirst().id()))
        .contains(new DeadLetters.Released(3, null));
    assertThat(view.of(task)).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(deadLetters.retry(first)).isEmpty();
  }

  @Test
  void whatIsDiscardedIsPassedOverAndStaysOnRecord() {
    UUID task = UUID.randomUUID();
    refuse(task, 2);
    batches.processPerStream(polled(keys(task, 4)));
    UUID id = letters().getFirst().id();

    assertThat(deadLetters.discard(id)).contains(new DeadLetters.Released(2, null));

    assertThat(view.of(task)).containsExactly(1L, 3L, 4L);
    assertThat(letters()).isEmpty();
    assertThat(deadLetters.list(null, true, 10)).extracting(DeadLetter::id).containsExactly(id);
    assertThat(
            jdbc.queryForObject(
                "select value is not null from dead_letter where id = ?", Boolean.class, id))
        .isTrue();
    assertThat(deadLetters.discard(id)).isEmpty();
    // It comes again, as everything may.
    batches.processBatch(polled(keys(task, 4)));
    assertThat(view.of(task)).containsExactly(1L, 3L, 4L);
  }

  @Test
  void whatIsRefusedBehindADiscardedEventIsTheNextDeadLetter() {
    UUID task = UUID.randomUUID();
    refuse(task, 1);
    refuse(task, 3);
    batches.processPerStream(polled(keys(task, 4)));

    DeadLetters.Released released = deadLetters.discard(letters().getFirst().id()).orElseThrow();

    assertThat(released.released()).isEqualTo(1);
    assertThat(view.of(task)).containsExactly(2L);
    assertThat(letters()).extracting(DeadLetter::id).containsExactly(released.deadLetter());
  }

  @Test
  void aRetryDuringAnOutageChangesNothing() {
    UUID task = UUID.randomUUID();
    refuse(task, 1);
    batches.processPerStream(polled(keys(task, 2)));
    DeadLetter before = letters().getFirst();
    crashAfter = 0;

    assertThatThrownBy(() -> deadLetters.retry(before.id())).isInstanceOf(Crash.class);

    assertThat(letters()).containsExactly(before);
  }

  @Test
  void nothingIsRefusedInAnAttemptInWhichAnythingElseFails() {
    refuse(UUID.randomUUID(), 1);
    UUID poisoned = refused.iterator().next().streamId();
    crashAfter = 0;

    assertThatThrownBy(
            () -> batches.processPerStream(polled(keys(UUID.randomUUID(), 1), keys(poisoned, 1))))
        .isInstanceOf(Crash.class);

    assertThat(letters()).isEmpty();
  }

  @Test
  void whenManyStreamsFailAndNonePassesItIsNotTheEvents() {
    List<List<SequenceResolver.Key>> many =
        Stream.generate(() -> keys(UUID.randomUUID(), 1))
            .limit(FailureThresholdException.FEW + 1L)
            .toList();
    many.forEach(keys -> refused.addAll(keys));
    var polled = polled(many.stream().flatMap(List::stream).toList());

    assertThatThrownBy(() -> batches.processPerStream(polled))
        .isInstanceOf(FailureThresholdException.class);
    assertThat(letters()).isEmpty();

    batches.processPerStream(
        polled(
            Stream.concat(many.stream(), Stream.of(keys(UUID.randomUUID(), 1)))
                .flatMap(List::stream)
                .toList()));
    assertThat(letters()).hasSize(FailureThresholdException.FEW + 1);
  }

  @Test
  void aConsumerWithTooManyDeadLettersWaits() {
    for (int each = 0; each < FailureThresholdException.MOST_DEAD_LETTERS; each++) {
      UUID task = UUID.randomUUID();
      refuse(task, 1);
      batches.processPerStream(polled(keys(task, 1)));
    }
    UUID oneMore = UUID.randomUUID();
    refuse(oneMore, 1);

    assertThatThrownBy(() -> batches.processPerStream(polled(keys(oneMore, 1))))
        .isInstanceOf(FailureThresholdException.class);

    assertThat(letters()).hasSize(FailureThresholdException.MOST_DEAD_LETTERS);
  }

  private List<DeadLetter> letters() {
    return deadLetters.list(null, false, 1000);
  }

  private void refuse(UUID task, long version) {
    refused.add(new SequenceResolver.Key(task, version));
  }

  private void view(List<? extends EventMessage<?>> ready) {
    for (EventMessage<?> message : ready) {
      var event = (DomainEventMessage<?>) message;
      UUID task = UUID.fromString(event.getAggregateIdentifier());
      long version = event.getSequenceNumber() + 1;
      if (crashAfter-- <= 0) {
        throw new Crash();
      }
      view.add(task, version);
      if (refused.contains(new SequenceResolver.Key(task, version))) {
        throw new IllegalStateException(SECRET + " of " + OWNER + " cannot be drawn");
      }
    }
    if (crashAfter-- <= 0) {
      throw new Crash();
    }
  }

  private static SequenceResolver.Key key(DeadLetter letter) {
    return new SequenceResolver.Key(
        Objects.requireNonNull(letter.streamId()), Objects.requireNonNull(letter.version()));
  }

  private static List<SequenceResolver.Key> keys(UUID task, int events) {
    return IntStream.rangeClosed(1, events)
        .mapToObj(version -> new SequenceResolver.Key(task, version))
        .toList();
  }

  @SafeVarargs
  private List<ReceivedEvent> polled(List<SequenceResolver.Key>... keys) {
    return Stream.of(keys).flatMap(List::stream).map(this::message).map(ReceivedEvent::of).toList();
  }

  private ConsumerRecord<String, byte[]> message(SequenceResolver.Key key) {
    var value =
        EventJson.tree(new TaskRestored(OWNER, new TaskId(key.streamId())))
            .put("eventId", key.streamId() + "-" + key.version())
            .put("eventTimestamp", key.version())
            .put("title", SECRET);
    var headers = new RecordHeaders();
    Map.of(
            EventHeader.EVENT_TYPE,
            "TaskRestored",
            EventHeader.REVISION,
            "1",
            EventHeader.VERSION,
            Long.toString(key.version()))
        .forEach((name, text) -> headers.add(name, text.getBytes(StandardCharsets.UTF_8)));
    return new ConsumerRecord<>(
        "task.restored",
        0,
        offset++,
        System.currentTimeMillis(),
        TimestampType.CREATE_TIME,
        0,
        0,
        key.streamId().toString(),
        value.toString().getBytes(StandardCharsets.UTF_8),
        headers,
        Optional.empty());
  }
}
