package io.taskledger.query.pointintime;

import static io.taskledger.query.given.TaskInView.aTaskOf;

import io.taskledger.query.given.TaskInView;
import io.taskledger.query.given.Views;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/** Random histories of some tasks of three people, and what each person saw at any moment. */
final class Histories {
  static final UUID PARENT = UUID.randomUUID();

  private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
  private static final int TASKS = 14;
  private static final int MOST_EVENTS = 6;

  /** So few that events of several tasks, and of one, are often at the same time. */
  private static final int HOURS = 60;

  private static final List<String> WORDS =
      List.of("report", "reporting", "budget", "garden", "tomato", "water");

  final List<UUID> people = Stream.generate(UUID::randomUUID).limit(3).toList();

  private final Random random;
  private final List<List<Version>> tasks = new ArrayList<>();

  /** A task since a moment. */
  private record Version(TaskInView task, Instant since) {}

  Histories(long seed) {
    random = new Random(seed);
    for (int i = 0; i < TASKS; i++) {
      tasks.add(history());
    }
  }

  /** Writes the versions, and the tasks as they are after the last. */
  void write(Views views) {
    for (List<Version> history : tasks) {
      history.forEach(each -> views.addVersion(each.task, each.since.toString()));
      views.add(history.getLast().task);
    }
  }

  /** Moments of events, just before them, and before and after all. */
  List<Instant> moments(int count) {
    var moments = new ArrayList<>(List.of(BEGIN.minusSeconds(1), hour(HOURS)));
    while (moments.size() < count) {
      Instant moment = hour(random.nextInt(HOURS));
      moments.add(random.nextBoolean() ? moment : moment.minusNanos(1000));
    }
    return moments;
  }

  /** The tasks as they were, if they were there, whoever saw them. */
  List<TaskInView> at(Instant moment) {
    return tasks.stream()
        .flatMap(
            history -> history.reversed().stream().filter(v -> !v.since.isAfter(moment)).limit(1))
        .map(Version::task)
        .toList();
  }

  /** What somebody saw. */
  List<TaskInView> seenBy(UUID person, Instant moment) {
    return at(moment).stream()
        .filter(
            task -> person.equals(task.get("user_id")) || person.equals(task.get("assignee_id")))
        .toList();
  }

  private List<Version> history() {
    var history = new ArrayList<Version>();
    int hour = random.nextInt(HOURS / 2);
    TaskInView task = aTaskOf(oneOf(people)).called(oneOf(WORDS));
    task.created(hour(hour).toString()).time("updated_at", hour(hour).toString());
    int events = 1 + random.nextInt(MOST_EVENTS);
    for (int event = 1; event <= events; event++) {
      change(task, hour(hour).toString());
      history.add(new Version(task, hour(hour)));
      hour += random.nextInt(HOURS / MOST_EVENTS / 2);
      task = task.next().time("updated_at", hour(hour).toString());
    }
    return history;
  }

  private void change(TaskInView task, String at) {
    switch (random.nextInt(9)) {
      case 0 -> task.called(oneOf(WORDS));
      case 1 -> task.describedAs(oneOf(WORDS) + " and " + oneOf(WORDS));
      case 2 -> task.tagged(oneOf(WORDS), "home");
      case 3 -> task.set("priority", random.nextInt(4));
      case 4 -> task.due(hour(random.nextInt(2 * HOURS)).toString());
      case 5 -> task.inCategory(oneOf(WORDS));
      case 6 -> assignOrMove(task);
      case 7 -> trashOrRestore(task, at);
      default -> complete(task, at);
    }
  }

  private void assignOrMove(TaskInView task) {
    if (task.get("assignee_id") != null && random.nextInt(3) == 0) {
      task.without("assignee_id");
    } else {
      task.assignedTo(oneOf(people)).partOf(PARENT);
    }
  }

  private static void trashOrRestore(TaskInView task, String at) {
    if (task.get("deleted_at") == null) {
      task.inTrashSince(at);
    } else {
      task.without("deleted_at");
    }
  }

  private void complete(TaskInView task, String at) {
    String status = oneOf(List.of("pending", "in-progress", "completed", "completed"));
    task.status(status).without("completed_at");
    if (status.equals("completed")) {
      task.time("completed_at", at);
    }
  }

  private <T> T oneOf(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private static Instant hour(int number) {
    return BEGIN.plus(Duration.ofHours(number));
  }
}
