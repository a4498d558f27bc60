package io.taskledger.projection.testing;

import io.taskledger.events.task.Priority;
import io.taskledger.events.task.ReminderOffset;
import io.taskledger.events.task.Status;
import io.taskledger.events.task.TaskChanges;
import io.taskledger.events.task.TaskCompleted;
import io.taskledger.events.task.TaskCreated;
import io.taskledger.events.task.TaskDeleted;
import io.taskledger.events.task.TaskDetails;
import io.taskledger.events.task.TaskField;
import io.taskledger.events.task.TaskId;
import io.taskledger.events.task.TaskRestored;
import io.taskledger.events.task.TaskUpdated;
import io.taskledger.events.user.UserId;
import io.taskledger.messaging.inbox.ordering.ReceivedEvent;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Histories of several tasks, the same for the same seed. */
public final class RandomStory {
  public static final Instant BEGIN = Instant.parse("2026-03-01T08:00:00Z");

  private final Random random;
  private final Instant begin;
  private final List<UserId> users;

  public RandomStory(long seed) {
    this(seed, BEGIN);
  }

  public RandomStory(long seed, Instant begin) {
    this.begin = begin;
    random = new Random(seed);
    users = Stream.generate(() -> new UserId(id())).limit(3).toList();
  }

  public Story of(int tasks, int events) {
    Story story = new Story();
    List<TaskId> ids = Stream.generate(() -> new TaskId(id())).limit(tasks).toList();
    List<TaskId> created = new ArrayList<>();
    for (int count = 0; count < events; count++) {
      Instant at = begin.plusSeconds(count);
      TaskId task = ids.get(random.nextInt(tasks));
      UserId owner = users.get(ids.indexOf(task) % users.size());
      if (!created.contains(task)) {
        created.add(task);
        story.then(TaskCreated.of(owner, task, details()), at);
      } else {
        switch (random.nextInt(6)) {
          case 0 -> story.then(new TaskCompleted(owner, task, at, count), at);
          case 1 -> story.then(new TaskDeleted(owner, task, "user-deletion"), at);
          case 2 -> story.then(new TaskRestored(owner, task), at);
          default -> story.then(new TaskUpdated(owner, task, changes(), TaskChanges.none()), at);
        }
      }
    }
    return story;
  }

  /** Cuts what is to be delivered into batches: in any order, and some of it twice. */
  public List<List<ReceivedEvent>> anyBatches(List<ReceivedEvent> deliveries) {
    List<ReceivedEvent> shuffled = new ArrayList<>(deliveries);
    for (int again = 0; again < deliveries.size() / 4; again++) {
      shuffled.add(deliveries.get(random.nextInt(deliveries.size())));
    }
    Collections.shuffle(shuffled, random);
    return cut(shuffled);
  }

  /** Cuts into batches without changing the order. */
  public List<List<ReceivedEvent>> cut(List<ReceivedEvent> deliveries) {
    List<List<ReceivedEvent>> batches = new ArrayList<>();
    for (int from = 0; from < deliveries.size(); ) {
      int to = Math.min(deliveries.size(), from + 1 + random.nextInt(25));
      batches.add(deliveries.subList(from, to));
      from = to;
    }
    return batches;
  }

  public boolean oneIn(int chances) {
    return random.nextInt(chances) == 0;
  }

  private TaskDetails details() {
    return new TaskDetails(
        "Buy \"milk\", {eggs} \\ " + random.nextInt(100),
        description(),
        any(Priority.values()),
        Status.PENDING,
        due(),
        random.nextBoolean() ? null : ZoneId.of("Europe/Vienna"),
        random.nextBoolean() ? null : "home",
        tags(),
        assignee(),
        null,
        random.nextBoolean() ? null : "FREQ=DAILY",
        random.nextBoolean()
            ? List.of()
            : List.of(ReminderOffset.parse("PT1H"), ReminderOffset.parse("P1D")));
  }

  private TaskChanges changes() {
    TaskChanges changes = TaskChanges.none();
    changes =
        random.nextBoolean() ? changes : changes.and(TaskField.PRIORITY, any(Priority.values()));
    changes = random.nextBoolean() ? changes : changes.and(TaskField.STATUS, any(Status.values()));
    changes = random.nextBoolean() ? changes : changes.and(TaskField.DUE_DATE, due());
    changes = random.nextBoolean() ? changes : changes.and(TaskField.ASSIGNEE_ID, assignee());
    changes = random.nextBoolean() ? changes : changes.and(TaskField.TAGS, tags());
    changes = random.nextBoolean() ? changes : changes.and(TaskField.DESCRIPTION, description());
    return random.nextBoolean()
        ? changes
        : changes.and(TaskField.TITLE, "Sell " + random.nextInt());
  }

  private @Nullable String description() {
    return random.nextBoolean() ? null : "for the weekend";
  }

  private List<String> tags() {
    return random.nextBoolean() ? List.of() : List.of("a, \"b\"", "c\\d", "größer", "null");
  }

  private @Nullable Instant due() {
    return random.nextBoolean() ? null : begin.plusSeconds(random.nextInt(1_000_000));
  }

  private @Nullable UserId assignee() {
    return random.nextBoolean() ? null : users.get(random.nextInt(users.size()));
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private UUID id() {
    return new UUID(random.nextLong(), random.nextLong());
  }
}
