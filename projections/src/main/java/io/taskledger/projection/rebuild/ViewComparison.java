package io.taskledger.projection.rebuild;

import io.taskledger.projection.generation.Generation;
import io.taskledger.projection.generation.Generations;
import io.taskledger.projection.generation.Projection;
import io.taskledger.projection.rebuild.Rebuild.State;
import io.taskledger.projection.replay.CatchUp;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Compares a generation that was just made with the live one, row by row. Live events go on: what
 * is compared is every aggregate of which both have the same version at one moment.
 */
@Component
class ViewComparison {
  private static final int MOST_LOOKS = 50;
  private static final long PAUSE_MS = 100;

  private final Generations generations;
  private final CatchUp catchUp;
  private final Rebuilds rebuilds;
  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;
  private final TransactionTemplate snapshot;

  ViewComparison(
      Generations generations,
      CatchUp catchUp,
      Rebuilds rebuilds,
      JdbcTemplate jdbc,
      PlatformTransactionManager transactionManager) {
    this.generations = generations;
    this.catchUp = catchUp;
    this.rebuilds = rebuilds;
    this.jdbc = jdbc;
    transactions = new TransactionTemplate(transactionManager);
    snapshot = new TransactionTemplate(transactionManager);
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    snapshot.setReadOnly(true);
  }

  /**
   * What one look has found.
   *
   * @param same aggregates of which both have the same version
   * @param moving aggregates of which one is ahead
   */
  private record Found(long same, long moving, long differences) {}

  /** Compares, and ends the rebuild with what was found. */
  void run(Attempt attempt) throws InterruptedException {
    Projection projection = attempt.projection();
    Generation made = attempt.generation();
    Generation live = generations.live(projection.name()).orElseThrow();
    Found found = look(attempt, live);
    for (int look = 1; found.moving() > 0 && look < MOST_LOOKS; look++) {
      Thread.sleep(PAUSE_MS);
      attempt.confirm();
      catchUp.nearly(projection, made, attempt);
      found = look(attempt, live);
    }
    rebuilds.compared(attempt.rebuild(), found.differences());
    rebuilds.end(
        attempt.rebuild(),
        State.DONE,
        "%s against %s: %d aggregates are the same age, %d rows or keys differ; %d kept changing"
            .formatted(
                live.schema(), made.schema(), found.same(), found.differences(), found.moving()));
  }

  private Found look(Attempt attempt, Generation live) {
    Projection projection = attempt.projection();
    return projection.tables().isEmpty()
        ? transactions.execute(ignored -> whileBatchesWait(attempt, live))
        : snapshot.execute(ignored -> inTables(projection, live, attempt.generation()));
  }

  /** Outside of PostgreSQL there are no snapshots. */
  private Found whileBatchesWait(Attempt attempt, Generation live) {
    generations.keepBatchesAway(live.projection());
    catchUp.entirely(attempt.projection(), attempt.generation(), attempt);
    Found ages = ages(live, attempt.generation());
    return ages.moving() > 0
        ? ages
        : new Found(ages.same(), 0, attempt.projection().differences(live, attempt.generation()));
  }

  private Found inTables(Projection projection, Generation live, Generation made) {
    Found ages = ages(live, made);
    long differences = 0;
    for (Map.Entry<String, String> table : projection.tables().entrySet()) {
      differences += differences(table.getKey(), table.getValue(), live, made);
    }
    return new Found(ages.same(), ages.moving(), differences);
  }

  private Found ages(Generation live, Generation made) {
    return jdbc.queryForObject(
        """
        select count(*) filter (where l.version = m.version), count(*) filter (where l.version is distinct from m.version)
        from %s.processed_version l full join %s.processed_version m using (stream_id)
        """
            .formatted(live.schema(), made.schema()),
        (row, number) -> new Found(row.getLong(1), row.getLong(2), 0));
  }

  private long differences(String table, String key, Generation live, Generation made) {
    List<String> columns =
        jdbc.queryForList(
            """
            select quote_ident(column_name) from information_schema.columns
            where table_schema in (?, ?) and table_name = ? group by column_name having count(*) = 2
            """,
            String.class,
            live.schema(),
            made.schema(),
            table);
    String rows =
        """
        select %s from %%s.%s where %s in (
          select l.stream_id from %s.processed_version l join %s.processed_version m using (stream_id, version))
        """
            .formatted(String.join(", ", columns), table, key, live.schema(), made.schema());
    String one = rows.formatted(live.schema());
    String other = rows.formatted(made.schema());
    Long differences =
        jdbc.queryForObject(
            "select count(*) from ((%1$s except all %2$s) union all (%2$s except all %1$s)) d"
                .formatted("(" + one + ")", "(" + other + ")"),
            Long.class);
    return differences == null ? 0 : differences;
  }
}
