package io.taskledger.messaging.inbox.store;

import io.taskledger.events.codec.EventJson;
import io.taskledger.messaging.inbox.ordering.ReceivedEvent;
import io.taskledger.messaging.inbox.ordering.SequenceResolver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.core.type.TypeReference;

/** The events of one consumer that wait for a predecessor, or behind a dead letter. */
final class OutOfOrderBuffer {
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private final String consumer;
  private final JdbcTemplate jdbc;

  OutOfOrderBuffer(String consumer, JdbcTemplate jdbc) {
    this.consumer = consumer;
    this.jdbc = jdbc;
  }

  static String text(Map<String, String> headers) {
    return EventJson.mapper().writeValueAsString(headers);
  }

  static Map<String, String> headers(String text) {
    return EventJson.mapper().readValue(text, TEXTS);
  }

  /** The event of a row that ends with topic, headers and value. */
  static ReceivedEvent event(ResultSet row) throws SQLException {
    return ReceivedEvent.of(
        row.getString("topic"), headers(row.getString("headers")), row.getBytes("value"));
  }

  void add(List<ReceivedEvent> early) {
    jdbc.batchUpdate(
        """
        insert into buffered_event (consumer, stream_id, version, topic, headers, value)
        values (?, ?, ?, ?, ?, ?) on conflict do nothing
        """,
        early.stream()
            .map(
                each ->
                    new Object[] {
                      consumer,
                      each.streamId(),
                      each.version(),
                      each.topic(),
                      text(each.headers()),
                      each.value()
                    })
            .toList());
  }

  void remove(List<SequenceResolver.Key> released) {
    jdbc.batchUpdate(
        "delete from buffered_event where consumer = ? and stream_id = ? and version = ?",
        released.stream()
            .map(key -> new Object[] {consumer, key.streamId(), key.version()})
            .toList());
  }

  ConsumerInbox.Backlog backlog() {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            """
            select
              (select count(*) from buffered_event where consumer = c.name),
              (select count(*) from dead_letter where consumer = c.name and discarded_at is null),
              (select extract(epoch from now() - min(e.buffered_at)) from buffered_event e
                where e.consumer = c.name and not exists (
                  select from dead_letter d where d.consumer = c.name
                    and d.stream_id = e.stream_id and d.discarded_at is null))
            from (select ?::text) as c (name)
            """,
            (found, row) ->
                new ConsumerInbox.Backlog(found.getLong(1), found.getLong(2), found.getDouble(3)),
            consumer));
  }

  /** The streams with the oldest events that have waited so long and are behind no dead letter. */
  List<UUID> waitingFor(Duration age, int limit) {
    return jdbc.query(
        """
        select stream_id from buffered_event e
        where consumer = ? and not exists (
          select from dead_letter d where d.consumer = e.consumer
            and d.stream_id = e.stream_id and d.discarded_at is null and not d.unreadable)
        group by stream_id having min(buffered_at) < now() - ? * interval '1 millisecond'
        order by min(buffered_at) limit ?
        """,
        (found, row) -> found.getObject(1, UUID.class),
        consumer,
        age.toMillis(),
        limit);
  }
}
