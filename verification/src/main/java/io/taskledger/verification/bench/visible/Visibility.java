package io.taskledger.verification.bench.visible;

import io.taskledger.verification.bench.load.NewTasks;
import io.taskledger.verification.bench.load.Person;
import io.taskledger.verification.bench.phase.Load;
import io.taskledger.verification.bench.report.Figure;
import java.time.Duration;
import java.util.List;

/**
 * How long after the 201 a task is seen in each view, while tasks are created at a steady rate
 * through the gateway. Of every tenth one it is measured by reads that wait for it, so what is
 * measured includes one read.
 */
public final class Visibility {
  private static final int PER_SECOND = 500;
  private static final int EACH = 10;

  /** Within what a change is to be seen by 99 of 100. */
  static final double AIM_MS = 250;

  private final Load load;
  private final Person person;
  private final List<Watch> views =
      List.of(
          new Watch("task list", "/api/tasks/%s"),
          new Watch("history", "/api/tasks/%s/history"),
          new Watch("dashboard", "/api/dashboard"));

  /** With the system at rest and warm. */
  public Visibility(Load load, Person person) {
    this.load = load;
    this.person = person;
  }

  /** Creates for so long, after a lead that is not counted. */
  public void run(Duration duration) throws InterruptedException {
    int gateway = load.system().port("GATEWAY");
    double rate =
        new SteadyCreates(gateway, new NewTasks(List.of(person)), PER_SECOND)
            .run(
                duration,
                task -> {
                  if (task.number() % EACH == 0) {
                    views.forEach(view -> view.look(gateway, person, task));
                  }
                });
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
}
