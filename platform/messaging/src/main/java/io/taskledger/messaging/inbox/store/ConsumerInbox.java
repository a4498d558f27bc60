package io.taskledger.messaging.inbox.store;

import io.taskledger.messaging.inbox.ordering.BlockedStreams;
import io.taskledger.messaging.inbox.ordering.ProcessingPlan;
import io.taskledger.messaging.inbox.ordering.SequenceResolver;
import java.sql.PreparedStatement;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What one consumer has applied, what it has parked, and what it could not handle, in the service's
 * own PostgreSQL schema. Every method takes part in the transaction of the calling thread.
 */
public final class ConsumerInbox {
  /**
   * The PostgreSQL channel on which a consumer's name is announced after a batch of it is
   * committed.
   */
  public static final String APPLIED_CHANNEL = "taskledger_applied";

  private final String consumer;
  private final JdbcTemplate jdbc;
  private final Rows rows;
  private final OutOfOrderBuffer parkedEvents;
  private final DeadLetterTable deadLetters;
  private final DeadLetterRetry release;

  /** The ledger of a consumer, by the name of its consumer group. */
  public ConsumerInbox(String consumer, DataSource dataSource) {
    this.consumer = consumer;
    this.jdbc = new JdbcTemplate(dataSource);
    this.rows = new Rows(jdbc, consumer);
    this.parkedEvents = new OutOfOrderBuffer(consumer, jdbc);
    this.deadLetters = new DeadLetterTable(consumer, jdbc);
    this.release = new DeadLetterRetry(consumer, jdbc);
  }

  /** The name of the consumer group. */
  public String consumer() {
    return consumer;
  }

  /** What it could not handle. */
  public DeadLetterTable deadLetters() {
    return deadLetters;
  }

  /** The way out for what it could not handle. */
  public DeadLetterRetry release() {
    return release;
  }

  /**
   * Makes this transaction the only one that applies events of these partitions, also against a
   * consumer that lost them in a rebalance and does not know it yet.
   *
   * @return the number of this batch for each partition, from 1
   */
  public SortedMap<Integer, Long> lock(Collection<Integer> partitions) {
    return rows.read(
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
  public void uncount(Collection<Integer> partitions) {
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

  /** Decides what becomes of the events of a step. */
  public SequenceResolver order(ProcessingPlan step) {
    BlockedStreams marks = deadLetters.marks(step.streams());
    // What waits behind a dead letter may be much, and stays where it is.
    Set<UUID> moving = new LinkedHashSet<>(step.streams());
    moving.removeAll(marks.stopped());
    return SequenceResolver.of(
        versions(step.streams()), parkedEvents.of(moving), step.arrived(), marks, step.most());
  }

  private Map<UUID, Long> versions(Collection<UUID> streams) {
    return rows.read(
        "select stream_id, version from stream_version where consumer = ? and stream_id = any(?)",
        "uuid",
        streams,
        (found, versions) -> versions.put(found.getObject(1, UUID.class), found.getLong(2)),
        new HashMap<UUID, Long>());
  }

  /** How much of this consumer is not applied. */
  public Backlog backlog() {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            """
            select
              (select count(*) from parked_event where consumer = c.name),
              (select count(*) from dead_letter where consumer = c.name and discarded_at is null),
              (select extract(epoch from now() - min(p.parked_at)) from parked_event p
                where p.consumer = c.name and not exists (
                  select from dead_letter d where d.consumer = c.name
                    and d.stream_id = p.stream_id and d.discarded_at is null))
            from (select ?::text) as c (name)
            """,
            (found, row) -> new Backlog(found.getLong(1), found.getLong(2), found.getDouble(3)),
            consumer));
  }

  /**
   * What a consumer has not applied.
   *
   * @param parked events that wait for a predecessor or behind a dead letter
   * @param deadLetters what could not be handled, without what was discarded
   * @param seconds how long the oldest parked event that is behind no dead letter has waited
   */
  public record Backlog(long parked, long deadLetters, double seconds) {}

  /** Records what was decided. */
  public void save(SequenceResolver ordering) {
    saveVersions(ordering.versions());
    parkedEvents.add(ordering.early());
    parkedEvents.remove(ordering.released());
  }

  private void saveVersions(Map<UUID, Long> versions) {
    // In the same order for every transaction, so that two never wait for each other in a ring.
    var sorted = new TreeMap<>(versions);
    jdbc.execute(
        (ConnectionCallback<Integer>)
            connection -> {
              try (PreparedStatement upsert =
                  connection.prepareStatement(
                      """
                      insert into stream_version (consumer, stream_id, version)
                      select ?, * from unnest(?::uuid[], ?::bigint[])
                      on conflict (consumer, stream_id) do update set version = excluded.version
                      """)) {
                upsert.setString(1, consumer);
                upsert.setArray(2, connection.createArrayOf("uuid", sorted.keySet().toArray()));
                upsert.setArray(3, connection.createArrayOf("int8", sorted.values().toArray()));
                return upsert.executeUpdate();
              }
            });
  }

  /**
   * Tells whoever waits for this consumer that something was committed. Outside of the transaction:
   * PostgreSQL lets transactions that notify commit one after another only, each with its own flush
   * to disk.
   */
  public void announce() {
    jdbc.query("select pg_notify(?, ?)", row -> {}, APPLIED_CHANNEL, consumer);
  }
}
