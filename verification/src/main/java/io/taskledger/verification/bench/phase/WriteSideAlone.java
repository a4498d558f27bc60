package io.taskledger.verification.bench.phase;

import io.taskledger.local.process.PartProcess;
import io.taskledger.verification.bench.load.ClosedLoop;
import io.taskledger.verification.bench.load.LoadRound;
import io.taskledger.verification.bench.load.NewTasks;
import io.taskledger.verification.bench.load.Person;
import io.taskledger.verification.bench.report.Figure;
import io.taskledger.verification.bench.report.Results;
import io.taskledger.verification.bench.system.EventRows;
import io.taskledger.verification.bench.system.LocalSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Command-side as a process of its own, with PostgreSQL and Kafka but without views: what the write
 * side takes where it has its own cores. The relay works as always.
 */
public final class WriteSideAlone {
  private static final int PEOPLE = 8;
  private static final int LONG_HISTORY = 10_000;
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final double AIM_MILLIS = 20;
  private static final List<String> OPTIONS = List.of("-Xms256m", "-Xmx1g", "-XX:+UseParallelGC");

  private final LocalSystem system;
  private final Results results;
  private final EventRows rows;
  private final PartProcess servers;
  private final PartProcess commandSide;

  /** Of a system that is stopped; the rows are those of the benchmark's yardstick. */
  public WriteSideAlone(LocalSystem system, Results results, EventRows rows) {
    this.system = system;
    this.results = results;
    this.rows = rows;
    Path log = system.root().resolve("parts.log");
    servers = new PartProcess(List.of("postgres", "kafka"), log, system.environment());
    String given = System.getenv().getOrDefault("TASKLEDGER_BENCH_SYSTEM_OPTIONS", "");
    List<String> options = given.isBlank() ? OPTIONS : List.of(given.strip().split(" +"));
    commandSide = new PartProcess(options, List.of("command-side"), log, system.environment());
  }

  /** Starts the parts, measures and stops them. */
  public void run(Duration warmUp, int rounds, Duration turn)
      throws IOException, InterruptedException, SQLException {
    try {
      servers.start();
      commandSide.start();
      create(warmUp, rounds, turn);
      edit(turn);
    } finally {
      commandSide.stop();
      servers.stop();
    }
  }

  private void create(Duration warmUp, int rounds, Duration turn)
      throws IOException, InterruptedException, SQLException {
    List<Person> people = new ArrayList<>();
    for (int number = 0; number < PEOPLE; number++) {
      people.add(Person.register(port(), "alone-" + number));
    }
    var tasks = new NewTasks(people);
    var loop = new ClosedLoop(port(), Load.CONNECTIONS);
    loop.run(warmUp, CREATED, tasks);
    List<LoadRound> creates = new ArrayList<>();
    List<Double> inserts = new ArrayList<>();
    double cpu = 0;
    for (int round = 0; round < rounds; round++) {
      Duration before = commandSide.cpu();
      creates.add(results.checked("Creating", loop.run(turn, CREATED, tasks)));
      cpu += commandSide.cpu().minus(before).toNanos() / 1e6;
      inserts.add(rows.perSecond(turn));
    }
    String against = rows.yardstick().name() + ", one event-sized row a transaction";
    results.add(Figure.of("create, command-side alone", creates, against, Figure.median(inserts)));
    long count = creates.stream().mapToLong(LoadRound::count).sum();
    results.note("Alone, command-side took %.2f ms of CPU a task, relay included", cpu / count);
  }

  private void edit(Duration turn) throws IOException, InterruptedException {
    Person person = Person.register(port(), "alone-editor");
    String task = UUID.randomUUID().toString();
    byte[] creation =
        person.post("/api/tasks", "{\"taskId\":\"%s\",\"title\":\"0\"}".formatted(task));
    results.checked("Creating", once(CREATED, new Countdown(1, n -> creation)));
    ClosedLoop.Requests edits =
        new Countdown(
            LONG_HISTORY,
            n ->
                person.request(
                    "PATCH", "/api/tasks/" + task, "", "{\"title\":\"no. %d\"}".formatted(n)));
    results.checked("Editing", once(OK, edits));
    LoadRound round =
        new ClosedLoop(port(), 1)
            .run(
                turn,
                OK,
                new Countdown(
                    Integer.MAX_VALUE,
                    n ->
                        person.request(
                            "PATCH",
                            "/api/tasks/" + task,
                            "",
                            "{\"title\":\"measured %d\"}".formatted(n))));
    results.checked("Editing", round);
    results.add(
        Figure.ofTimes(
            "edit of a task with 10,000 edits",
            round.latencies().millis(0.5),
            round.latencies().millis(0.99),
            AIM_MILLIS));
  }

  private LoadRound once(int expected, ClosedLoop.Requests requests) throws InterruptedException {
    return new ClosedLoop(port(), 1).run(Duration.ofMinutes(3), expected, requests);
  }

  private int port() {
    return system.port("COMMAND");
  }
}
