package io.taskledger.messaging.inbox.store;

import io.taskledger.messaging.inbox.ordering.BlockedStreams;
import io.taskledger.messaging.inbox.ordering.ProcessingPlan;
import io.taskledger.messaging.inbox.ordering.SequenceResolver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What one consumer has processed, what it has buffered, and what it could not handle, in the
 * service's own PostgreSQL schema. Every method takes part in the transaction of the calling
 * thread.
 */
public final class ConsumerInbox {
  /** PostgreSQL channel on which a consumer's name is announced after a committed batch. */
  public static final String APPLIED_CHANNEL = "taskledger_applied";

  /** One round trip: the versions, the dead letters and the buffered events of some streams. */
  private static final String RECORDED =
      """
      select 'P', %s, %s, null::text as topic, null::text as headers, null::bytea as value from %s where %s = any(?::uuid[]) and %s
      union all
      select case when discarded_at is null then 'B' else 'D' end, stream_id, version, null, null, null
      from dead_letter
      where consumer = ? and stream_id = any(?::uuid[])
        and (discarded_at is not null and version is not null or not unreadable)
      union all
      -- What waits behind a dead letter may be much, and stays where it is.
      select 'E', stream_id, version, topic, headers, value from buffered_event e
      where consumer = ? and stream_id = any(?::uuid[]) and not exists (
        select from dead_letter d where d.consumer = e.consumer and d.stream_id = e.stream_id
          and d.discarded_at is null and not d.unreadable)
      """;

  private final String consumer;
  private final JdbcTemplate jdbc;
  private final boolean keepsVersions;
  private final String recorded;
  private final InboxPartitions partitions;
  private final OutOfOrderBuffer buffer;
  private final DeadLetterTable deadLetters;
  private final DeadLetterRetry retries;

  /** The inbox of a consumer, by the name of its consumer group. */
  public ConsumerInbox(String consumer, DataSource dataSource) {
    this(consumer, dataSource, null);
  }

  /** As above, with the processed versions in the rows of the view. */
  public ConsumerInbox(
      String consumer, DataSource dataSource, @Nullable VersionSource versionsOfView) {
    this.consumer = consumer;
    this.jdbc = new JdbcTemplate(dataSource);
    this.partitions = new InboxPartitions(consumer, jdbc);
    this.buffer = new OutOfOrderBuffer(consumer, jdbc);
    this.deadLetters = new DeadLetterTable(consumer, jdbc);
    this.retries = new DeadLetterRetry(consumer, jdbc);
    this.keepsVersions = versionsOfView == null;
    var source =
        versionsOfView == null
            ? new VersionSource(
                "processed_version",
                "stream_id",
                "version",
                "consumer = '" + consumer.replace("'", "''") + "'")
            : versionsOfView;
    this.recorded =
        RECORDED.formatted(
            source.stream(), source.version(), source.table(), source.stream(), source.filter());
  }

  /** The name of the consumer group. */
  public String consumer() {
    return consumer;
  }

  /** What it could not handle. */
  public DeadLetterTable deadLetters() {
    return deadLetters;
  }

  /** Retries and discards dead letters. */
  public DeadLetterRetry retries() {
    return retries;
  }

  /** How far the consumer has read each topic, and the event stream. */
  public ConsumerOffsets offsets() {
    return new ConsumerOffsets(consumer, jdbc);
  }

  /**
   * Makes this transaction the only one that processes events of these partitions, also against a
   * consumer that lost them in a rebalance and does not know it yet.
   *
   * @return the number of this batch for each partition, from 1
   */
  public SortedMap<Integer, Long> lock(Collection<Integer> numbers) {
    return partitions.lock(numbers);
  }

  /** Takes back the numbers that {@link #lock} gave, for a batch in which nothing was ready. */
  public void uncount(Collection<Integer> numbers) {
    partitions.uncount(numbers);
  }

  /** Decides what happens to the events of a plan. */
  public SequenceResolver resolve(ProcessingPlan plan) {
    return SequenceResolver.resolve(recorded(plan.streams()), plan.arrived(), plan.limit());
  }

  private SequenceResolver.Recorded recorded(Collection<UUID> ids) {
    String streams = PgArray.of(ids);
    var found =
        new SequenceResolver.Recorded(new HashMap<>(), new ArrayList<>(), new BlockedStreams());
    jdbc.query(
        recorded,
        row -> {
          UUID stream = row.getObject(2, UUID.class);
          switch (row.getString(1)) {
            case "P" -> found.processed().put(stream, row.getLong(3));
            case "B" -> found.blocked().blocked().add(stream);
            case "D" ->
                found
                    .blocked()
                    .discarded()
                    .computeIfAbsent(stream, ignored -> new HashSet<>())
                    .add(row.getLong(3));
            default -> found.buffered().add(OutOfOrderBuffer.event(row));
          }
        },
        streams,
        consumer,
        streams,
        consumer,
        streams);
    return found;
  }

  /** How much of this consumer is not processed. */
  public Backlog backlog() {
    return buffer.backlog();
  }

  /**
   * What a consumer has not processed.
   *
   * @param buffered events that wait for a predecessor or behind a dead letter
   * @param deadLetters what could not be handled, without what was discarded
   * @param seconds how long the oldest buffered event that is behind no dead letter has waited
   */
  public record Backlog(long buffered, long deadLetters, double seconds) {}

  /**
   * A stream whose next event is missing.
   *
   * @param from the version that is missing
   */
  public record Gap(UUID streamId, long from) {}

  /** The oldest gaps that have not closed within a time. */
  public List<Gap> gaps(Duration age, int limit) {
    List<UUID> streams = buffer.waitingFor(age, limit);
    var recorded = recorded(streams);
    // What was discarded counts as processed.
    Map<UUID, Long> advanced = SequenceResolver.resolve(recorded, List.of(), 0).versions();
    return streams.stream()
        .map(
            stream -> {
              long processed = recorded.processed().getOrDefault(stream, 0L);
              return new Gap(stream, 1 + advanced.getOrDefault(stream, processed));
            })
        .toList();
  }

  /** Records what was decided. */
  public void save(SequenceResolver resolved) {
    if (keepsVersions && !resolved.versions().isEmpty()) {
      // In the same order in every transaction, so that no two wait for each other.
      var sorted = new TreeMap<>(resolved.versions());
      jdbc.update(
          """
          insert into processed_version (consumer, stream_id, version)
          select ?, * from unnest(?::uuid[], ?::bigint[])
          on conflict (consumer, stream_id) do update set version = excluded.version
          """,
          consumer,
          PgArray.of(sorted.keySet()),
          PgArray.of(sorted.values()));
    }
    buffer.add(resolved.early());
    buffer.remove(resolved.released());
  }

  /**
   * Notifies whoever waits for this consumer that a batch was committed. Outside of the
   * transaction: PostgreSQL lets transactions that notify commit only one after another, each with
   * its own flush to disk.
   */
  public void announce() {
    jdbc.query("select pg_notify(?, ?)", row -> {}, APPLIED_CHANNEL, consumer);
  }
}
