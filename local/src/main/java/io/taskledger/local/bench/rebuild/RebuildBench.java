package io.taskledger.local.bench.rebuild;

import io.taskledger.local.bench.Figure;
import io.taskledger.local.bench.Machine;
import io.taskledger.local.bench.Results;
import io.taskledger.local.bench.system.LocalSystem;
import io.taskledger.local.part.PartProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Rebuilds of a million events over 250,000 tasks, in a process with 512 MB of heap. */
public final class RebuildBench {
  private static final long EVENTS = 1_000_000;
  private static final int ROUNDS = 3;
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
      commandSide.stop();
      results.say("Writing %s events", Figure.whole(EVENTS));
      try (Connection database = system.database()) {
        results.say("Relay: %s", LongHistory.tokens(database));
        new LongHistory(EVENTS).write(database);
      }
      commandSide.start();
      projections.start();
      try (Connection database = system.database()) {
        awaitNoneOpen(database);
        results.say("First generations: %s", times(database, ""));
        for (int round = 0; round < ROUNDS; round++) {
          request(database, "task-list");
          awaitNoneOpen(database);
          results.say("Round %d: %s", round, times(database, "task-list"));
        }
      }
      return Machine.line(system, loadBefore);
    } finally {
      projections.stop();
      commandSide.stop();
      servers.stop();
    }
  }

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
          select gen_random_uuid(), '%1$s', number, 'switch', 'running' from g
          """
              .formatted(projection));
    }
  }

  private static void awaitNoneOpen(Connection database) throws SQLException, InterruptedException {
    while (true) {
      try (Statement statement = database.createStatement();
          ResultSet found =
              statement.executeQuery(
                  """
                  select count(*) filter (where ended_at is null), count(distinct projection) from projections.rebuild
                  """)) {
        if (found.next() && found.getInt(1) == 0 && found.getInt(2) >= 4) {
          return;
        }
      }
      Thread.sleep(100);
    }
  }

  private static List<String> times(Connection database, String projection) throws SQLException {
    List<String> times = new ArrayList<>();
    try (Statement statement = database.createStatement();
        ResultSet found =
            statement.executeQuery(
                """
                select projection || ' ' || state || ' ' || processed || ' in '
                  || round(extract(epoch from ended_at - requested_at)::numeric, 1) || ' s'
                from projections.rebuild
                where projection = '%1$s' or '%1$s' = '' order by requested_at desc limit 6
                """
                    .formatted(projection))) {
      while (found.next()) {
        times.add(found.getString(1));
      }
    }
    return times;
  }
}
