package io.taskledger.messaging.inbox.store;

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows by which one transaction at a time processes a partition, with its count of batches. */
final class InboxPartitions {
  private final String consumer;
  private final JdbcTemplate jdbc;

  InboxPartitions(String consumer, JdbcTemplate jdbc) {
    this.consumer = consumer;
    this.jdbc = jdbc;
  }

  SortedMap<Integer, Long> lock(Collection<Integer> partitions) {
    var batches = new TreeMap<Integer, Long>();
    if (!partitions.isEmpty()) {
      jdbc.query(
          """
          insert into inbox_partition as p (consumer, partition, batches)
          select ?, number, 1 from unnest(?::int[]) number order by number
          on conflict (consumer, partition) do update set batches = p.batches + 1
          returning partition, batches
          """,
          found -> {
            batches.put(found.getInt(1), found.getLong(2));
          },
          consumer,
          PgArray.of(partitions));
    }
    return batches;
  }

  void uncount(Collection<Integer> partitions) {
    if (partitions.isEmpty()) {
      return;
    }
    String numbers = PgArray.of(partitions);
    jdbc.update(
        """
        delete from inbox_partition
        where consumer = ? and partition = any(?::int[]) and batches = 1
        """,
        consumer,
        numbers);
    jdbc.update(
        """
        update inbox_partition set batches = batches - 1
        where consumer = ? and partition = any(?::int[])
        """,
        consumer,
        numbers);
  }
}
