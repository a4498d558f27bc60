package io.taskledger.messaging.inbox.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How far one consumer has read, in the database of its view: unlike the offsets that Kafka keeps
 * for the group, they are restored together with the view. They never run ahead of what was
 * processed.
 */
public final class ConsumerOffsets {
  private final String consumer;
  private final JdbcTemplate jdbc;

  ConsumerOffsets(String consumer, JdbcTemplate jdbc) {
    this.consumer = consumer;
    this.jdbc = jdbc;
  }

  /** The offset of the next record of each partition that was read. */
  public Map<TopicPartition, Long> read() {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    jdbc.query(
        "select topic, partition, next_offset from inbox_offset where consumer = ?",
        row -> {
          offsets.put(new TopicPartition(row.getString(1), row.getInt(2)), row.getLong(3));
        },
        consumer);
    return offsets;
  }

  /** Records the offset of the next record of these partitions. */
  public void save(Map<TopicPartition, Long> offsets) {
    jdbc.batchUpdate(
        """
        insert into inbox_offset (consumer, topic, partition, next_offset) values (?, ?, ?, ?)
        on conflict (consumer, topic, partition) do update set next_offset = excluded.next_offset
        """,
        offsets.entrySet().stream()
            .map(
                each ->
                    new Object[] {
                      consumer, each.getKey().topic(), each.getKey().partition(), each.getValue()
                    })
            .toList());
  }

  /** The position up to which an unfinished catch-up has read the event stream. */
  public OptionalLong checkpoint() {
    List<Long> found =
        jdbc.queryForList(
            "select position from inbox_checkpoint where consumer = ?", Long.class, consumer);
    return found.isEmpty() ? OptionalLong.empty() : OptionalLong.of(found.getFirst());
  }

  /** Records how far a catch-up has read the event stream. */
  public void checkpoint(long position) {
    jdbc.update(
        """
        insert into inbox_checkpoint (consumer, position) values (?, ?)
        on conflict (consumer) do update set position = excluded.position
        """,
        consumer,
        position);
  }

  /** Ends a catch-up: Kafka is read from these offsets on. */
  public void finishCatchUp(Map<TopicPartition, Long> offsets) {
    jdbc.update("delete from inbox_checkpoint where consumer = ?", consumer);
    save(offsets);
  }
}
