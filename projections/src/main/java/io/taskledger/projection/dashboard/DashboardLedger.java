package io.taskledger.projection.dashboard;

import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What PostgreSQL says was applied to the dashboards. Every method takes part in the transaction of
 * the calling thread.
 */
@Component
class DashboardLedger {
  private static final String CONSUMER = DashboardProjection.NAME;

  private final JdbcTemplate jdbc;

  DashboardLedger(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Where the batch of this transaction goes.
   *
   * @param identity of the database
   * @param generation the name of the live one, of which the transaction has the tables
   */
  record Place(UUID identity, String generation) {}

  Place place() {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            "select id, current_schema() from ledger_identity",
            (row, number) -> new Place(row.getObject(1, UUID.class), row.getString(2))));
  }

  /** The identity of the database. */
  UUID identity() {
    return Objects.requireNonNull(
        jdbc.queryForObject("select id from ledger_identity", UUID.class));
  }

  /** For each Kafka partition the number of the last batch applied. */
  SortedMap<Integer, Long> batches() {
    SortedMap<Integer, Long> batches = new TreeMap<>();
    jdbc.query(
        "select partition, batches from inbox_partition where consumer = ?",
        row -> {
          batches.put(row.getInt(1), row.getLong(2));
        },
        CONSUMER);
    return batches;
  }

  /** Gives the batch of this transaction other numbers than it was counted with. */
  void renumber(SortedMap<Integer, Long> numbers) {
    numbers.forEach(
        (partition, number) ->
            jdbc.update(
                "update inbox_partition set batches = ? where consumer = ? and partition = ?",
                number,
                CONSUMER,
                partition));
  }
}
