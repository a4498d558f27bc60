package io.taskledger.verification.bench;

import io.taskledger.devservers.ServerStartException;
import io.taskledger.verification.bench.feed.Feed;
import io.taskledger.verification.bench.load.ClosedLoop;
import io.taskledger.verification.bench.load.LoadRound;
import io.taskledger.verification.bench.load.NewTasks;
import io.taskledger.verification.bench.load.Person;
import io.taskledger.verification.bench.million.Million;
import io.taskledger.verification.bench.phase.CatchUp;
import io.taskledger.verification.bench.phase.Creates;
import io.taskledger.verification.bench.phase.Language;
import io.taskledger.verification.bench.phase.Load;
import io.taskledger.verification.bench.phase.ManyConnections;
import io.taskledger.verification.bench.phase.Reader;
import io.taskledger.verification.bench.phase.Reads;
import io.taskledger.verification.bench.phase.WarmUp;
import io.taskledger.verification.bench.phase.WriteSideAlone;
import io.taskledger.verification.bench.rebuild.RebuildBench;
import io.taskledger.verification.bench.report.Figure;
import io.taskledger.verification.bench.report.Page;
import io.taskledger.verification.bench.report.Results;
import io.taskledger.verification.bench.system.Backlog;
import io.taskledger.verification.bench.system.Baseline;
import io.taskledger.verification.bench.system.EventRows;
import io.taskledger.verification.bench.system.Lag;
import io.taskledger.verification.bench.system.LocalSystem;
import io.taskledger.verification.bench.system.Machine;
import io.taskledger.verification.bench.visible.Streams;
import io.taskledger.verification.bench.visible.Visibility;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/**
 * {@code local/bench}: starts a system of its own, measures it, prints a table and ends it again.
 */
public final class Bench {
  private static final int PEOPLE = 8;
  private static final Duration COLD = Duration.ofSeconds(10);

  private final List<String> words;
  private final BenchmarkProfile pace;
  private final LocalSystem system;
  private final Results results = new Results();

  private Bench(List<String> words, LocalSystem system) {
    this.words = words;
    this.pace = words.contains("--quick") ? BenchmarkProfile.QUICK : BenchmarkProfile.FULL;
    this.system = system;
  }

  /**
   * Runs the benchmark; nothing fails on a figure.
   *
   * @param words {@code bench}, {@code --million} for the reads of large views alone, {@code
   *     --write-side} for command-side alone, {@code --quick} for short phases, {@code --write} for
   *     {@code docs/benchmarks.md}
   * @param folder for the data of its system, which is deleted before and after
   * @param portVariables the environment variables of all ports of a system
   */
  public static void run(List<String> words, Path folder, List<String> portVariables)
      throws InterruptedException {
    if (!List.of("bench", "--million", "--rebuild", "--write-side", "--quick", "--write")
        .containsAll(words)) {
      throw new ServerStartException(
          "Say local/bench [--million | --rebuild | --write-side] [--quick] [--write].");
    }
    quietLogs(folder);
    Path local = local();
    try (var system = new LocalSystem(local.resolve("up"), folder, portVariables)) {
      var bench = new Bench(words, system);
      String report = bench.measureWhatIsAsked();
      System.out.println();
      System.out.print(report);
      if (words.contains("--write")) {
        Path page = local.resolveSibling("docs").resolve("benchmarks.md");
        new Page(page, bench.command()).write(report);
      }
    } catch (IOException | SQLException | ExecutionException failed) {
      throw new IllegalStateException(
          "The benchmark cannot go on; see %s.".formatted(folder.resolve("up.log")), failed);
    }
  }

  /** What stands before the figures in the page. */
  private String command() {
    return "local/bench"
        + words.stream()
            .filter(List.of("--million", "--rebuild")::contains)
            .map(" "::concat)
            .collect(Collectors.joining());
  }

  private String measureWhatIsAsked()
      throws InterruptedException, IOException, SQLException, ExecutionException {
    if (words.contains("--rebuild")) {
      return report(new RebuildBench(system, results).run());
    }
    if (words.contains("--write-side")) {
      return measureWriteSide();
    }
    return words.contains("--million") ? measureMillion() : measure();
  }

  private String measure()
      throws InterruptedException, IOException, SQLException, ExecutionException {
    String machine = start();
    double creates;
    Set<String> consumers;
    EventRows rows;
    try (var lag = new Lag(system.kafka())) {
      var load = new Load(system, lag, results);
      List<Person> people = people();
      var tasks = new NewTasks(people);
      results.say("Creating right after the start for %d s", COLD.toSeconds());
      LoadRound cold = load.create("COMMAND", COLD, tasks);
      results.say("Giving one person 10,000 tasks");
      var reader = Reader.withTasks(load, Person.register(system.port("GATEWAY"), "bench-reader"));
      results.say("Warming up for %d s", pace.warmUp().toSeconds());
      new WarmUp(load, tasks, reader).run(pace.warmUp());
      var yardstick = Baseline.of(system, Load.CONNECTIONS);
      rows = EventRows.prepare(system, yardstick);
      creates = new Creates(load, tasks, rows).run(pace.rounds(), pace.creating());
      results.add(
          Figure.of(
              "create, in the first %d s after the start".formatted(COLD.toSeconds()),
              List.of(cold),
              "creates once warm",
              creates));
      measureReads(load, reader, yardstick);
      results.say("2,000 connections for %d s", pace.connections().toSeconds());
      new ManyConnections(load).run(pace.connections());
      load.rest();
      results.say("Quick add and chat for %d s each", pace.visibility().toSeconds());
      new Language(load).run(pace.visibility());
      load.rest();
      consumers = lag.look().byGroup().keySet();
    }
    results.say("Stopping the system, so that its views can be forgotten");
    system.stop();
    results.say("Starting command-side alone");
    new WriteSideAlone(system, results, rows).run(pace.warmUp(), pace.rounds(), pace.creating());
    Map<String, Long> backlog = new Backlog(system, consumers, pace.backlog()).prepare();
    results.say("Starting it again; to catch up with are %s", backlog);
    new CatchUp(system, results).run(backlog, creates);
    return report(machine);
  }

  private String measureWriteSide() throws InterruptedException, IOException, SQLException {
    String machine = start();
    // The yardstick inserts rows like that of a real event.
    new ClosedLoop(system.port("COMMAND"), 1).run(COLD, 201, new NewTasks(people()));
    EventRows rows = EventRows.prepare(system, Baseline.of(system, Load.CONNECTIONS));
    system.stop();
    new WriteSideAlone(system, results, rows).run(pace.warmUp(), pace.rounds(), pace.creating());
    return report(machine);
  }

  private String measureMillion() throws InterruptedException, IOException, SQLException {
    String machine = start();
    new Million(system, results, pace.reading()).run();
    results.note("Load average at the end: %.1f", Machine.load());
    return report(machine);
  }

  private String start() throws InterruptedException, SQLException {
    double loadBefore = Machine.load();
    results.say("Starting a system of its own in %s", system.data());
    system.launch("--fresh");
    system.awaitReady();
    return Machine.line(system, loadBefore);
  }

  private String report(String machine) {
    results.say("Ending");
    return "\n`local/%s`, %s. %s\n\n%s\n"
        .formatted(
            String.join(" ", words.stream().filter(word -> !word.equals("--write")).toList()),
            LocalDate.now(ZoneOffset.UTC),
            machine,
            results.table().stripTrailing());
  }

  private List<Person> people() throws IOException {
    List<Person> people = new ArrayList<>();
    for (int number = 1; number <= PEOPLE; number++) {
      people.add(Person.register(system.port("GATEWAY"), "bench-" + number));
    }
    return people;
  }

  private void measureReads(Load load, Reader reader, Baseline yardstick)
      throws InterruptedException, IOException, SQLException, ExecutionException {
    new Reads(load, reader, yardstick).run(pace.readRounds(), pace.reading());
    Person watcher = Person.register(system.port("GATEWAY"), "bench-watcher");
    new Visibility(load, watcher).run(pace.visibility());
    load.rest();
    new Streams(load).run(pace.visibility());
    load.rest();
    new Feed(system, results).run(pace.feedRounds());
  }

  private static void quietLogs(Path folder) {
    System.setProperty("TASKLEDGER_LOGS", folder.toString());
    System.setProperty("TASKLEDGER_LOG_LEVEL", "WARN");
    System.setProperty("logback.configurationFile", "logback-local.xml");
  }

  /** The folder of the scripts; the jar lies in the {@code target} of the module beside it. */
  private static Path local() {
    try {
      Path jar = Path.of(Bench.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return jar.resolve("../../../local").normalize();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
