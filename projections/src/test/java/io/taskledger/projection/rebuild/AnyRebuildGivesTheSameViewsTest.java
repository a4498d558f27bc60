package io.taskledger.projection.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskledger.events.codec.EventHeader;
import io.taskledger.events.notification.NotificationId;
import io.taskledger.events.notification.NotificationSent;
import io.taskledger.events.user.UserId;
import io.taskledger.events.user.UserRegistered;
import io.taskledger.messaging.inbox.ordering.ReceivedEvent;
import io.taskledger.projection.generation.Projection;
import io.taskledger.projection.rebuild.Rebuild.Purpose;
import io.taskledger.projection.testing.EventStreamServer;
import io.taskledger.projection.testing.ProjectionsDatabase;
import io.taskledger.projection.testing.RandomStory;
import io.taskledger.projection.testing.Story;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;

/**
 * Live, rebuilt, killed and restarted: whatever happens on the way, every view is what the history
 * in its order makes of it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnyRebuildGivesTheSameViewsTest {
  private ProjectionsDatabase database;
  private EventStreamServer feed;

  @BeforeAll
  void start() {
    database = ProjectionsDatabase.migrated();
    feed = new EventStreamServer();
  }

  @AfterAll
  void end() {
    feed.close();
    database.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void whateverHappensOnTheWayTheViewsAreThoseOfTheOrderedHistory(long seed) {
    var random = new Random(seed);
    var history = new RandomStory(seed, Instant.now().minusSeconds(3_600));
    Story story = history.of(12, 150);
    for (int user = 0; user < 3; user++) {
      story.then(
          new UserRegistered(
              new UserId(new UUID(seed, user)), "u" + user + "@example.org", Instant.EPOCH, "U"),
          Instant.EPOCH);
    }
    List<ReceivedEvent> all = new ArrayList<>(story.deliveries());
    all.addAll(publishedElsewhere(seed));
    Map<String, List<String>> expected = inOrder(story, all);

    begin(story);
    List<List<ReceivedEvent>> batches = history.anyBatches(all);
    AllProjections process = new AllProjections(database, feed.client(), 0.5);
    process.work();
    try {
      long told = 0;
      for (List<ReceivedEvent> batch : batches) {
        told =
            Math.max(
                told,
                batch.stream()
                    .mapToLong(AnyRebuildGivesTheSameViewsTest::position)
                    .max()
                    .orElse(0));
        feed.upTo(told);
        deliver(process, batch, random);
        if (random.nextInt(3) == 0) {
          rebuild(process, random);
        }
        if (random.nextInt(4) == 0) {
          // Killed, and started again: perhaps with so little memory that it forgets all the time.
          process.close();
          process = new AllProjections(database, feed.client(), random.nextBoolean() ? 0.5 : 1e-9);
        }
      }
      feed.comeBack();
      process.work();
      deliver(process, all, random);
      assertThat(process.content()).isEqualTo(expected);
      assertThat(process.rebuilds.open()).isEmpty();
    } finally {
      process.close();
    }
  }

  private Map<String, List<String>> inOrder(Story story, List<ReceivedEvent> all) {
    begin(story);
    try (var process = new AllProjections(database, feed.client(), 0.5)) {
      process.work();
      process.byHand.forEach((projection, live) -> live.apply(of(projection, all)));
      Map<String, List<String>> content = process.content();
      content.values().forEach(rows -> assertThat(rows).isNotEmpty());
      assertThat(versionsWithUnexpectedWords()).isZero();
      assertThat(tasksWithOtherWordsThanTheirVersions()).isZero();
      return content;
    }
  }

  private long versionsWithUnexpectedWords() {
    return database.number(
        """
        select count(*) from (
          select search, (title, description, tags) is distinct from
            lag((title, description, tags)) over (partition by task_id order by version) as changed
          from task_version) version
        where (search is not null) <> changed
        """);
  }

  private long tasksWithOtherWordsThanTheirVersions() {
    return database.number(
        """
        select count(*) from task where search is distinct from (
          select search from task_version v where v.task_id = task.task_id and has_new_words
          order by valid_from desc, version desc limit 1)
        """);
  }

  private void begin(Story story) {
    database.empty();
    try (var redis = new AllProjections(database, feed.client(), 0.5).redis) {
      redis.flushAll();
    }
    feed.comeBack();
    feed.tell(story);
    feed.upTo(0);
  }

  private static void deliver(AllProjections process, List<ReceivedEvent> batch, Random random) {
    process.byHand.forEach(
        (projection, live) -> {
          List<ReceivedEvent> its = of(projection, batch);
          if (random.nextInt(4) == 0) {
            live.applyAndCrash(its);
          }
          live.apply(its);
        });
  }

  private void rebuild(AllProjections process, Random random) {
    List<Projection> projections = List.copyOf(process.byHand.keySet());
    try {
      process.requests.ofNewGeneration(
          projections.get(random.nextInt(projections.size())), Purpose.SWITCH);
    } catch (DuplicateKeyException underWay) {
      // The one that broke off is gone on with.
    }
    feed.comeBack();
    if (random.nextInt(3) == 0) {
      feed.goAwayAfter(random.nextInt(4));
    }
    try {
      process.work();
    } catch (UncheckedIOException | ConcurrencyFailureException brokenOff) {
      // Somebody goes on with it later.
    }
  }

  private static List<ReceivedEvent> of(Projection projection, List<ReceivedEvent> batch) {
    return batch.stream()
        .filter(
            each ->
                projection.topics().stream()
                    .anyMatch(topic -> topic.topicName().equals(each.topic())))
        .toList();
  }

  /** Notifications are another service's: they are not in the feed and have no position. */
  private static List<ReceivedEvent> publishedElsewhere(long seed) {
    var story = new Story();
    for (int number = 0; number < 5; number++) {
      story.then(
          new NotificationSent(
              new NotificationId(new UUID(seed, 100 + number)),
              new UserId(new UUID(seed, 0)),
              "reminder",
              "email",
              "no. " + number,
              "sent"),
          Instant.EPOCH);
    }
    return story.deliveries().stream()
        .map(
            each -> {
              Map<String, String> headers = new HashMap<>(each.headers());
              headers.remove(EventHeader.POSITION);
              return ReceivedEvent.of(each.topic(), headers, each.value());
            })
        .toList();
  }

  private static long position(ReceivedEvent delivery) {
    return Long.parseLong(delivery.headers().getOrDefault(EventHeader.POSITION, "0"));
  }
}
