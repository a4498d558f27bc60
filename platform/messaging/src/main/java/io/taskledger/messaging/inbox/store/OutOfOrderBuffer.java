package io.taskledger.messaging.inbox.store;

import io.taskledger.events.codec.EventJson;
import io.taskledger.messaging.inbox.ordering.ReceivedEvent;
import io.taskledger.messaging.inbox.ordering.SequenceResolver;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.core.type.TypeReference;

/** The events of one consumer that wait for a predecessor, or behind a dead letter. */
final class OutOfOrderBuffer {
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private final String consumer;
  private final JdbcTemplate jdbc;
  private final Rows rows;

  OutOfOrderBuffer(String consumer, JdbcTemplate jdbc) {
    this.consumer = consumer;
    this.jdbc = jdbc;
    this.rows = new Rows(jdbc, consumer);
  }

  static String text(Map<String, String> headers) {
    return EventJson.mapper().writeValueAsString(headers);
  }

  static Map<String, String> headers(String text) {
    return EventJson.mapper().readValue(text, TEXTS);
  }

  List<ReceivedEvent> of(Collection<UUID> streams) {
    return rows.read(
        """
        select topic, headers, value from parked_event where consumer = ? and stream_id = any(?)
        """,
        "uuid",
        streams,
        (found, parked) ->
            parked.add(
                ReceivedEvent.of(
                    found.getString(1), headers(found.getString(2)), found.getBytes(3))),
        new ArrayList<ReceivedEvent>());
  }

  void add(List<ReceivedEvent> early) {
    jdbc.batchUpdate(
        """
        insert into parked_event (consumer, stream_id, version, topic, headers, value)
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
        "delete from parked_event where consumer = ? and stream_id = ? and version = ?",
        released.stream()
            .map(key -> new Object[] {consumer, key.streamId(), key.version()})
            .toList());
  }
}
