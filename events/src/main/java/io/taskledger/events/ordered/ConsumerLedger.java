package io.taskledger.events.ordered;

import io.taskledger.events.codec.EventJson;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.core.type.TypeReference;

/**
 * What one consumer has applied and what it has parked, in the service's own PostgreSQL schema.
 * Every method takes part in the transaction of the calling thread.
 */
public final class ConsumerLedger {
  /**
   * The PostgreSQL channel on which a consumer's name is announced after a batch of it is
   * committed.
   */
  public static final String APPLIED_CHANNEL = "taskledger_applied";

  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private final String consumer;
  private final JdbcTemplate jdbc;

  /** The ledger of a consumer, by the name of its consumer group. */
  public ConsumerLedger(String consumer, DataSource dataSource) {
    this.consumer = consumer;
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /**
   * Makes this transaction the only one that applies events of these partitions, also against a
   * consumer that lost them in a rebalance and does not know it yet.
   *
   * @return the number of this batch for each partition, from 1
   */
  public SortedMap<Integer, Long> lock(Collection<Integer> partitions) {
    return query(
        """
        insert into consumer_partition as p (consumer, partition, batches)
        select ?, number, 1 from unnest(?::int[]) number order by number
        on conflict (consumer, partition) do update set batches = p.batches + 1
        returning partition, batches
        """,
        "int4",
        partitions,
        (found, batches) -> batches.put(found.getInt(1), found.getLong(2)),
        new TreeMap<Integer, Long>());
  }

  /** Takes back the number that {@link #lock} gave, for a batch in which nothing was ready. */
  void uncount(Collection<Integer> partitions) {
    for (int partition : partitions) {
      jdbc.update(
          "delete from consumer_partition where consumer = ? and partition = ? and batches = 1",
          consumer,
          partition);
      jdbc.update(
          "update consumer_partition set batches = batches - 1 where consumer = ? and partition ="
              + " ?",
          consumer,
          partition);
    }
  }

  Map<UUID, Long> versions(Collection<UUID> streams) {
    return query(
        "select stream_id, version from stream_version where consumer = ? and stream_id = any(?)",
        "uuid",
        streams,
        (found, versions) -> versions.put(found.getObject(1, UUID.class), found.getLong(2)),
        new HashMap<UUID, Long>());
  }

  List<Delivery> parked(Collection<UUID> streams) {
    return query(
        """
        select topic, headers, value from parked_event where consumer = ? and stream_id = any(?)
        """,
        "uuid",
        streams,
        (found, parked) ->
            parked.add(
                Delivery.of(
                    found.getString(1),
                    EventJson.mapper().readValue(found.getString(2), TEXTS),
                    found.getBytes(3))),
        new ArrayList<Delivery>());
  }

  /** How many events wait for a predecessor. */
  long parkedCount() {
    Long count =
        jdbc.queryForObject(
            "select count(*) from parked_event where consumer = ?", Long.class, consumer);
    return count == null ? 0 : count;
  }

  void save(Ordering ordering) {
    jdbc.execute(
        (ConnectionCallback<Ordering>)
            connection -> {
              saveVersions(connection, ordering.versions());
              park(connection, ordering.early());
              release(connection, ordering.released());
              return ordering;
            });
  }

  private void saveVersions(Connection connection, Map<UUID, Long> versions) throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            """
            insert into stream_version (consumer, stream_id, version)
            select ?, * from unnest(?::uuid[], ?::bigint[])
            on conflict (consumer, stream_id) do update set version = excluded.version
            """)) {
      // In the same order for every transaction, so that two never wait for each other in a ring.
      var sorted = new TreeMap<>(versions);
      upsert.setString(1, consumer);
      upsert.setArray(2, connection.createArrayOf("uuid", sorted.keySet().toArray()));
      upsert.setArray(3, connection.createArrayOf("int8", sorted.values().toArray()));
      upsert.executeUpdate();
    }
  }

  private void park(Connection connection, List<Delivery> early) throws SQLException {
    if (early.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into parked_event (consumer, stream_id, version, topic, headers, value)
            values (?, ?, ?, ?, ?, ?) on conflict do nothing
            """)) {
      for (Delivery delivery : early) {
        insert.setString(1, consumer);
        insert.setObject(2, delivery.streamId());
        insert.setLong(3, delivery.version());
        insert.setString(4, delivery.topic());
        insert.setString(5, EventJson.mapper().writeValueAsString(delivery.headers()));
        insert.setBytes(6, delivery.value());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private void release(Connection connection, List<Ordering.Key> released) throws SQLException {
    if (released.isEmpty()) {
      return;
    }
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from parked_event where consumer = ? and stream_id = ? and version = ?")) {
      for (Ordering.Key key : released) {
        delete.setString(1, consumer);
        delete.setObject(2, key.streamId());
        delete.setLong(3, key.version());
        delete.addBatch();
      }
      delete.executeBatch();
    }
  }

  /**
   * Tells whoever waits for this consumer that something was committed. Outside of the transaction:
   * PostgreSQL lets transactions that notify commit one after another only, each with its own flush
   * to disk.
   */
  void announce() {
    jdbc.query("select pg_notify(?, ?)", row -> {}, APPLIED_CHANNEL, consumer);
  }

  private interface Row<T> {
    void into(ResultSet found, T result) throws SQLException;
  }

  private <T> T query(String sql, String type, Collection<?> keys, Row<T> row, T result) {
    jdbc.execute(
        (ConnectionCallback<T>)
            connection -> {
              Array array = connection.createArrayOf(type, keys.toArray());
              try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setString(1, consumer);
                select.setArray(2, array);
                try (ResultSet found = select.executeQuery()) {
                  while (found.next()) {
                    row.into(found, result);
                  }
                }
              }
              return result;
            });
    return result;
  }
}
