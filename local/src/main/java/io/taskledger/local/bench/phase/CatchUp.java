package io.taskledger.local.bench.phase;

import io.taskledger.local.bench.Figure;
import io.taskledger.local.bench.Results;
import io.taskledger.local.bench.system.Lag;
import io.taskledger.local.bench.system.LocalSystem;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

/**
 * Starts the system, whose consumers have a backlog, and measures how fast each applies it. They do
 * so side by side, in a JVM that has just started.
 */
public record CatchUp(LocalSystem system, Results results) {
  private static final Duration LIMIT = Duration.ofSeconds(150);
  private static final Duration LOOKED_EVERY = Duration.ofMillis(100);
  private static final Duration TOLD_EVERY = Duration.ofSeconds(5);

  /** When a consumer had how much before it. */
  private record Course(long fromNanos, long fromEvents, long toNanos, long toEvents) {
    double perSecond() {
      return (fromEvents - toEvents) * 1e9 / (toNanos - fromNanos);
    }
  }

  /**
   * Measures until all have caught up, or two and a half minutes are over.
   *
   * @param backlog how many events each consumer finds
   * @param creates how many tasks were created a second in the same run, for comparison
   */
  public void run(long backlog, double creates) throws InterruptedException {
    Map<String, Course> courses = new TreeMap<>();
    system.launch();
    long end = System.nanoTime() + LIMIT.toNanos();
    long told = System.nanoTime();
    long most = backlog;
    try (var lag = new Lag(system.kafka())) {
      while (most > 0 && System.nanoTime() < end) {
        Thread.sleep(LOOKED_EVERY);
        try {
          Lag.Look look = lag.look();
          long now = System.nanoTime();
          look.byGroup().forEach((group, behind) -> follow(courses, group, now, behind, backlog));
          most = look.most();
        } catch (ExecutionException notYet) {
          // Kafka is still starting.
          most = backlog;
        }
        if (System.nanoTime() - told > TOLD_EVERY.toNanos()) {
          told = System.nanoTime();
          results.say("Catching up: the slowest still has %s events before it", Figure.whole(most));
        }
      }
    }
    courses.forEach(
        (group, course) ->
            results.add(
                Figure.ofRate(
                    "%s catches up with %s events".formatted(group, Figure.whole(backlog)),
                    course.perSecond(),
                    "creates at command-side",
                    creates)));
    if (most > 0) {
      results.note(
          "Catching up was not awaited to its end: %s events were left after %d s",
          Figure.whole(most), LIMIT.toSeconds());
    }
  }

  /** The clock of a consumer runs from the last look at which it had not begun. */
  private static void follow(
      Map<String, Course> courses, String group, long now, long behind, long backlog) {
    Course course = courses.get(group);
    if (course == null ? behind < backlog / 2 : course.toEvents() == 0) {
      return;
    }
    boolean begun = course != null && behind < course.fromEvents();
    courses.put(
        group,
        course != null && begun
            ? new Course(course.fromNanos(), course.fromEvents(), now, behind)
            : new Course(now, behind, now, behind));
  }
}
