package io.taskledger.projection.dashboard;

import java.sql.Connection;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
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
  private static final String CONSUMER = DashboardProjector.NAME;
  private static final String LOCK = "hashtextextended('taskledger.dashboard', 0)";

  private final JdbcTemplate jdbc;

  DashboardLedger(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps rebuilds away until this transaction ends; tells the identity of the database. */
  UUID keepRebuildsAway() {
    return lock("pg_advisory_xact_lock_shared");
  }

  /**
   * Keeps batches and other rebuilds away until this transaction ends; tells the identity of the
   * database.
   */
  UUID keepBatchesAway() {
    // Whoever waits longer tries again, so that a service can stop while it waits.
    jdbc.execute("set local lock_timeout = '10s'");
    return lock("pg_advisory_xact_lock");
  }

  private UUID lock(String function) {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            "select id from ledger_identity, " + function + "(" + LOCK + ")", UUID.class));
  }

  /** The identity of the database, without any lock. */
  UUID identity() {
    return Objects.requireNonNull(
        jdbc.queryForObject("select id from ledger_identity", UUID.class));
  }

  /** For each Kafka partition the number of the last batch applied. */
  SortedMap<Integer, Long> batches() {
    SortedMap<Integer, Long> batches = new TreeMap<>();
    jdbc.query(
        "select partition, batches from consumer_partition where consumer = ?",
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
                "update consumer_partition set batches = ? where consumer = ? and partition = ?",
                number,
                CONSUMER,
                partition));
  }

  /** How many events were applied: versions count from 1 without a gap. */
  long appliedEvents() {
    Long events =
        jdbc.queryForObject(
            "select coalesce(sum(version), 0)::bigint from stream_version where consumer = ?",
            Long.class,
            CONSUMER);
    return events == null ? 0 : events;
  }

  /** The version of the last event applied, for those of the tasks that have one. */
  Map<UUID, Long> versions(Collection<UUID> tasks) {
    Map<UUID, Long> versions = new HashMap<>();
    jdbc.query(
        "select stream_id, version from stream_version where consumer = ? and stream_id = any(?)",
        select -> {
          Connection connection = select.getConnection();
          select.setString(1, CONSUMER);
          select.setArray(2, connection.createArrayOf("uuid", tasks.toArray()));
        },
        row -> {
          versions.put(row.getObject(1, UUID.class), row.getLong(2));
        });
    return versions;
  }
}
