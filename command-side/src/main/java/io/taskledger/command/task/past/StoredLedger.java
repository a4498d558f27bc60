package io.taskledger.command.task.past;

import io.taskledger.events.codec.EventJson;
import io.taskledger.events.codec.EventType;
import io.taskledger.events.task.TaskEvent;
import io.taskledger.events.task.TaskId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The ledger in the event store. */
@Component
class StoredLedger implements Ledger {
  private static final String EVENTS =
      """
      select event_identifier, aggregate_identifier, sequence_number, time_stamp,
             payload_type, payload_revision, payload
      from domain_event
      """;

  private final JdbcClient jdbc;

  StoredLedger(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<Past> event(TaskId taskId, UUID eventId) {
    return jdbc.sql(EVENTS + " where aggregate_identifier = ? and event_identifier = ?")
        .param(taskId.value())
        .param(eventId)
        .query((row, n) -> past(row))
        .optional();
  }

  @Override
  public List<Past> after(TaskId taskId, long version) {
    return jdbc.sql(
            EVENTS
                + " where aggregate_identifier = ? and sequence_number >= ? order by"
                + " sequence_number")
        .param(taskId.value())
        .param(version)
        .query((row, n) -> past(row))
        .list();
  }

  @Override
  public List<Past> causedBy(UUID eventId, TaskId taskId) {
    return jdbc.sql(
            EVENTS
                + """
                 where meta_data like '%"causationId"%' and meta_data::jsonb ->> 'causationId' = ?
                   and type = 'Task' and aggregate_identifier <> ?
                 order by global_index
                """)
        .param(eventId.toString())
        .param(taskId.value())
        .query((row, n) -> past(row))
        .list();
  }

  private static Past past(ResultSet row) throws SQLException {
    EventType type = EventType.named(row.getString("payload_type")).orElseThrow();
    return new Past(
        row.getObject("event_identifier", UUID.class),
        new TaskId(row.getObject("aggregate_identifier", UUID.class)),
        row.getLong("sequence_number") + 1,
        row.getObject("time_stamp", OffsetDateTime.class).toInstant(),
        (TaskEvent)
            EventJson.read(type, row.getString("payload_revision"), row.getString("payload")));
  }
}
