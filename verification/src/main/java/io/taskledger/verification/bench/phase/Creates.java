package io.taskledger.verification.bench.phase;

import com.sun.management.OperatingSystemMXBean;
import io.taskledger.verification.bench.load.LoadRound;
import io.taskledger.verification.bench.load.NewTasks;
import io.taskledger.verification.bench.report.Figure;
import io.taskledger.verification.bench.system.EventRows;
import io.taskledger.verification.bench.system.LocalSystem;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Tasks created a second, over the rows that PostgreSQL itself inserts; all three take turns. */
public final class Creates {
  private final Load load;
  private final NewTasks tasks;
  private final EventRows rows;
  private final List<LoadRound> direct = new ArrayList<>();
  private final List<LoadRound> gateway = new ArrayList<>();
  private final List<Double> inserts = new ArrayList<>();
  private double systemCpu;
  private double ownCpu;

  /** With the system at rest and warm. */
  public Creates(Load load, NewTasks tasks, EventRows rows) {
    this.load = load;
    this.tasks = tasks;
    this.rows = rows;
  }

  /** Takes turns; answers the rate of creating directly. */
  public double run(int rounds, Duration turn)
      throws InterruptedException, ExecutionException, IOException, SQLException {
    for (int round = 1; round <= rounds; round++) {
      // The order changes, so that nobody always follows the same neighbour.
      if (round % 2 == 1) {
        direct(turn);
        inserts.add(rows.perSecond(turn));
        gateway(turn);
      } else {
        gateway(turn);
        inserts.add(rows.perSecond(turn));
        direct(turn);
      }
      load.results()
          .say(
              "Creating, round %d of %d: %s/s directly, %s/s through the gateway; %s %s rows/s",
              round,
              rounds,
              Figure.whole(direct.getLast().perSecond()),
              Figure.whole(gateway.getLast().perSecond()),
              rows.yardstick().name(),
              Figure.whole(inserts.getLast()));
    }
    return tell();
  }

  private double tell() {
    double limit = Figure.median(inserts);
    String against = rows.yardstick().name() + ", one event-sized row a transaction";
    load.results().add(Figure.of("create, at command-side", direct, against, limit));
    load.results().add(Figure.of("create, through the gateway", gateway, against, limit));
    double seconds = direct.stream().mapToDouble(LoadRound::seconds).sum();
    long count = direct.stream().mapToLong(LoadRound::count).sum();
    load.results()
        .note(
            "While tasks were created at command-side, the JVM of the services and Kafka took %.2f"
                + " ms of CPU a task, views included, and the load generator %.2f ms, which is %.0f"
                + " %% of the machine",
            systemCpu * 1000 / count,
            ownCpu * 1000 / count,
            ownCpu * 100 / seconds / Runtime.getRuntime().availableProcessors());
    return Figure.median(direct, LoadRound::perSecond);
  }

  private void direct(Duration turn) throws InterruptedException, ExecutionException {
    LocalSystem system = load.system();
    double systemBefore = seconds(system.cpu());
    double ownBefore = ownSeconds();
    direct.add(load.create("COMMAND", turn, tasks));
    systemCpu += seconds(system.cpu()) - systemBefore;
    ownCpu += ownSeconds() - ownBefore;
    load.rest();
  }

  private void gateway(Duration turn) throws InterruptedException, ExecutionException {
    gateway.add(load.create("GATEWAY", turn, tasks));
    load.rest();
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private static double ownSeconds() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1e9;
  }
}
