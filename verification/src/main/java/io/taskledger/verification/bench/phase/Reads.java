package io.taskledger.verification.bench.phase;

import io.taskledger.verification.bench.load.LoadRound;
import io.taskledger.verification.bench.report.Figure;
import io.taskledger.verification.bench.system.Baseline;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tasks and pages read a second, over the selects that PostgreSQL itself answers; all take turns.
 */
public final class Reads {
  private static final String COLUMNS =
      """
      select string_agg(quote_ident(column_name), ', ' order by ordinal_position)
      from information_schema.columns
      where table_schema = 'projections' and table_name = 'task' and is_generated = 'NEVER'
      """;
  private static final String ONE = "select %s from projections.task where task_id = :task";
  private static final String PAGE =
      """
      select %s from projections.task where user_id = :person and deleted_at is null
      order by created_at desc, task_id desc limit 51
      """;

  private final Load load;
  private final Reader reader;
  private final Baseline yardstick;
  private final List<LoadRound> one = new ArrayList<>();
  private final List<LoadRound> oneByGateway = new ArrayList<>();
  private final List<LoadRound> page = new ArrayList<>();
  private final List<LoadRound> pageByGateway = new ArrayList<>();
  private final List<Double> oneSelected = new ArrayList<>();
  private final List<Double> pageSelected = new ArrayList<>();

  /** With the system at rest and warm. */
  public Reads(Load load, Reader reader, Baseline yardstick) {
    this.load = load;
    this.reader = reader;
    this.yardstick = yardstick;
  }

  /** Takes turns. */
  public void run(int rounds, Duration turn)
      throws InterruptedException, IOException, SQLException {
    String columns = columns();
    for (int round = 1; round <= rounds; round++) {
      one.add(load.read("QUERY", turn, reader.tasks()));
      oneSelected.add(
          yardstick.perSecond(
              ONE.formatted(columns), Map.of("task", reader.taskIds().getFirst()), turn));
      oneByGateway.add(load.read("GATEWAY", turn, reader.tasks()));
      page.add(load.read("QUERY", turn, reader.pages()));
      pageSelected.add(
          yardstick.perSecond(
              PAGE.formatted(columns), Map.of("person", reader.person().userId()), turn));
      pageByGateway.add(load.read("GATEWAY", turn, reader.pages()));
      load.results()
          .say(
              "Reading, round %d of %d: one task %s/s, through the gateway %s/s; pages of 50 %s/s,"
                  + " through the gateway %s/s",
              round,
              rounds,
              Figure.whole(one.getLast().perSecond()),
              Figure.whole(oneByGateway.getLast().perSecond()),
              Figure.whole(page.getLast().perSecond()),
              Figure.whole(pageByGateway.getLast().perSecond()));
    }
    tell();
  }

  private void tell() {
    String byKey = yardstick.name() + ", the row by its key";
    String bySelect = yardstick.name() + ", the rows of the page";
    double ones = Figure.median(oneSelected);
    double pages = Figure.median(pageSelected);
    load.results().add(Figure.of("one task, at query-side", one, byKey, ones));
    load.results().add(Figure.of("one task, through the gateway", oneByGateway, byKey, ones));
    load.results().add(Figure.of("first 50 of 10,000 tasks, at query-side", page, bySelect, pages));
    load.results()
        .add(
            Figure.of(
                "first 50 of 10,000 tasks, through the gateway", pageByGateway, bySelect, pages));
  }

  /** All that is stored of a task; what the database computes for its search is not read. */
  private String columns() throws SQLException {
    try (Connection connection = load.system().database();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(COLUMNS)) {
      found.next();
      return found.getString(1);
    }
  }
}
