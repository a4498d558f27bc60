package io.taskledger.verification.bench.rebuild;

import io.taskledger.local.process.PartProcess;
import io.taskledger.verification.bench.feed.LineSink;
import io.taskledger.verification.bench.feed.Reading;
import io.taskledger.verification.bench.report.Figure;
import io.taskledger.verification.bench.report.Results;
import io.taskledger.verification.bench.system.LocalSystem;
import io.taskledger.verification.bench.system.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rebuilds of a million events over 250,000 tasks, in a process with 512 MB of heap. */
public final class RebuildBench {
  private static final long EVENTS = 1_000_000;

  /** How often each view is made again, after the first time, which warms up. */
  private static final Map<String, Integer> ROUNDS =
      Map.of("task-list", 3, "task-versions", 1, "audit-trail", 1, "dashboard", 1);

  private static final List<String> OPTIONS = List.of("-Xmx512m", "-XX:+UseParallelGC");
  private static final List<String> COMMAND_OPTIONS =
      List.of("-Xms64m", "-Xmx768m", "-XX:+UseParallelGC");

  private final LocalSystem system;
  private final Results results;
  private final PartProcess servers;
  private final PartProcess commandSide;
  private final PartProcess projections;

  /** Of a system of which nothing runs. */
  public RebuildBench(LocalSystem system, Results results) {
    this.system = system;
    this.results = results;
    Path log = system.root().resolve("parts.log");
    var environment = system.environment();
    servers = new PartProcess(List.of("postgres", "kafka", "redis"), log, environment);
    commandSide = new PartProcess(COMMAND_OPTIONS, List.of("command-side"), log, environment);
    projections = new PartProcess(OPTIONS, List.of("projections"), log, environment);
  }

  /** Starts the parts, measures and stops them; tells what machine this is. */
  public String run() throws IOException, InterruptedException, SQLException {
    Files.createDirectories(system.root());
    double loadBefore = Machine.load();
    try {
      servers.start();
      commandSide.start();
      // The relay has noted where it is, and is not to see what comes now.
      commandSide.stop();
      results.say("Writing %s events", Figure.whole(EVENTS));
      try (Connection database = system.database()) {
        new LongHistory(EVENTS).write(database);
      }
      commandSide.start();
      projections.start();
      try (Connection database = system.database()) {
        measure(database);
        return Machine.line(system, loadBefore);
      }
    } finally {
      projections.stop();
      commandSide.stop();
      servers.stop();
    }
  }

  private void measure(Connection database) throws SQLException, InterruptedException, IOException {
    awaitNoneOpen(database);
    results.say("The first generations are there; measuring the limits");
    double feed = feed();
    double copy = new TableCopy(database).eventsPerSecond(EVENTS);
    String limit = "the feed of these events, read to nothing";
    for (var each : ROUNDS.entrySet()) {
      List<Double> rates = new ArrayList<>();
      for (int round = 0; round < each.getValue(); round++) {
        request(database, each.getKey());
        awaitNoneOpen(database);
        rates.add(EVENTS / seconds(database, each.getKey()));
        results.say("%s: %s events/s", each.getKey(), Figure.whole(rates.getLast()));
      }
      results.add(Figure.ofRate("rebuild of " + each.getKey(), Figure.median(rates), limit, feed));
    }
    results.add(
        Figure.ofRate(
            "COPY of the finished task list into an indexed table, by events", copy, limit, feed));
    results.note(
        "From the request to the switch, indexes included; %s events over %s tasks, heap 512 MB",
        Figure.whole(EVENTS), Figure.whole(EVENTS / 4.0));
  }

  private double feed() throws IOException {
    LineSink sink = LineSink.ofFeed(system);
    sink.feed("");
    Reading reading = sink.feed("");
    return reading.events() / reading.seconds();
  }

  /** As an administrator's request does. */
  private static void request(Connection database, String projection) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute(
          """
          with g as (
            insert into projections.generation (projection, number, shape, schema_name, state)
            select '%1$s', max(number) + 1, max(shape), replace('%1$s', '-', '_') || '_' || (max(number) + 1), 'building'
            from projections.generation where projection = '%1$s'
            returning number)
          insert into projections.rebuild (id, projection, generation, purpose, state)
          select uuidv7(), '%1$s', number, 'switch', 'running' from g
          """
              .formatted(projection));
    }
  }

  private static void awaitNoneOpen(Connection database) throws SQLException, InterruptedException {
    while (number(
            database,
            """
            select case when count(distinct projection) < 5 then 1 else count(*) filter (where ended_at is null) end
            from projections.rebuild
            """)
        > 0) {
      Thread.sleep(100);
    }
  }

  private static double seconds(Connection database, String projection) throws SQLException {
    return number(
        database,
        """
        select extract(epoch from ended_at - requested_at) from projections.rebuild
        where projection = '%s' order by requested_at desc limit 1
        """
            .formatted(projection));
  }

  private static double number(Connection database, String sql) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      found.next();
      return found.getDouble(1);
    }
  }
}
