package io.taskledger.verification.bench.phase;

import io.taskledger.verification.bench.report.Figure;
import io.taskledger.verification.bench.report.Results;
import io.taskledger.verification.bench.system.Lag;
import io.taskledger.verification.bench.system.LocalSystem;
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

    /**
     * The clock runs from the last look at which the consumer had not begun to that at which it had
     * ended.
     */
    Course at(long now, long behind) {
      if (behind == fromEvents) {
        return new Course(now, behind, now, behind);
      }
      return behind == toEvents ? this : new Course(fromNanos, fromEvents, now, behind);
    }
  }

  /**
   * Measures until all have caught up, or two and a half minutes are over.
   *
   * @param backlog how many events each consumer finds
   * @param creates how many tasks were created a second in the same run, for comparison
   */
  public void run(Map<String, Long> backlog, double creates) throws InterruptedException {
    Map<String, Course> courses = new TreeMap<>();
    backlog.forEach((group, events) -> courses.put(group, new Course(0, events, 0, events)));
    system.launch();
    long end = System.nanoTime() + LIMIT.toNanos();
    long told = System.nanoTime();
    try (var lag = new Lag(system.kafka())) {
      while (left(courses) > 0 && System.nanoTime() < end) {
        Thread.sleep(LOOKED_EVERY);
        follow(courses, lag);
        if (System.nanoTime() - told > TOLD_EVERY.toNanos()) {
          told = System.nanoTime();
          results.say("Catching up: the slowest still has %,d events before it", left(courses));
        }
      }
    }
    courses.forEach((group, course) -> tell(group, course, creates));
  }

  private static void follow(Map<String, Course> courses, Lag lag) throws InterruptedException {
    try {
      Map<String, Long> behind = lag.look().byGroup();
      long now = System.nanoTime();
      // A broker that is starting knows its groups, but not yet how far they are.
      courses.replaceAll(
          (group, course) -> course.at(now, behind.getOrDefault(group, course.toEvents())));
    } catch (ExecutionException notYet) {
      // Kafka is still starting; the next look may find it, and the time limit ends this.
      return;
    }
  }

  private static long left(Map<String, Course> courses) {
    return courses.values().stream().mapToLong(Course::toEvents).max().orElse(0);
  }

  private void tell(String group, Course course, double creates) {
    results.add(
        Figure.ofRate(
            "%s catches up with %s events".formatted(group, Figure.whole(course.fromEvents())),
            course.perSecond(),
            "creates at command-side",
            creates));
    if (course.toEvents() > 0) {
      results.note("%s had %d events left after %d s", group, course.toEvents(), LIMIT.toSeconds());
    }
  }
}
