package io.taskledger.local.bench.phase;

import io.taskledger.local.bench.Figure;
import io.taskledger.local.bench.load.HttpConnection;
import io.taskledger.local.bench.load.NewTasks;
import io.taskledger.local.bench.load.Person;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * How long after the 201 a task is seen in each view, while tasks are created at a steady rate
 * through the gateway. Of every tenth one it is measured by reads that wait for it, so what is
 * measured includes one read.
 */
public final class Visibility {
  private static final int PER_SECOND = 500;
  private static final int EACH = 10;
  private static final double AIM_MS = 250;
  private static final int SENDERS = 32;
  private static final Duration LEAD = Duration.ofSeconds(3);

  private final Load load;
  private final Person person;
  private final NewTasks tasks;
  private final AtomicLong next = new AtomicLong();
  private final List<Watch> views =
      List.of(
          new Watch("task list", "/api/tasks/%s"),
          new Watch("history", "/api/tasks/%s/history"),
          new Watch("dashboard", "/api/dashboard"));

  /** With the system at rest and warm. */
  public Visibility(Load load, Person person) {
    this.load = load;
    this.person = person;
    this.tasks = new NewTasks(List.of(person));
  }

  /** Creates for so long, after a short lead that is not counted. */
  public void run(Duration duration) throws InterruptedException {
    int gateway = load.system().port("GATEWAY");
    long start = System.nanoTime();
    long count = (LEAD.toSeconds() + duration.toSeconds()) * PER_SECOND;
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      senders.add(Thread.ofPlatform().daemon().start(() -> send(gateway, start, count)));
    }
    for (Thread sender : senders) {
      sender.join();
    }
    double rate = count * 1e9 / (System.nanoTime() - start);
    for (Watch view : views) {
      view.finish();
      load.results()
          .add(
              Figure.ofTimes(
                  "from the 201 to visible, " + view.name() + ", at %.0f creates/s".formatted(rate),
                  view.millis(0.5),
                  view.millis(0.99),
                  AIM_MS));
      load.results()
          .say(
              "Visible in the %s at %.0f creates/s: p50 %.0f ms, p99 %.0f ms",
              view.name(), rate, view.millis(0.5), view.millis(0.99));
      if (view.failures() > 0) {
        load.results()
            .note("%d reads of the %s failed: %s", view.failures(), view.name(), view.failure());
      }
    }
  }

  private void send(int gateway, long start, long count) {
    try (var connection = new HttpConnection(gateway)) {
      for (long slot = next.getAndIncrement(); slot < count; slot = next.getAndIncrement()) {
        long due = start + slot * 1_000_000_000L / PER_SECOND;
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        int status = connection.send(tasks.next());
        long answered = System.nanoTime();
        String location = connection.header("Location");
        String position = connection.header("Taskledger-Position");
        if (status != 201 || location == null || position == null) {
          throw new IllegalStateException(
              "Creating was answered with " + status + " " + connection.body());
        }
        if (slot % EACH == 0) {
          String taskId = location.substring(location.lastIndexOf('/') + 1);
          boolean counts = slot >= LEAD.toSeconds() * PER_SECOND;
          views.forEach(view -> view.look(gateway, person, taskId, position, answered, counts));
        }
      }
    } catch (IOException lost) {
      throw new IllegalStateException("The gateway was lost", lost);
    }
  }
}
