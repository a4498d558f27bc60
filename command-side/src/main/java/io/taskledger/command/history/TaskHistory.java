package io.taskledger.command.history;

import io.taskledger.command.task.TaskResult.Conflict;
import io.taskledger.command.task.TaskResult.LaterChange;
import io.taskledger.events.codec.EventJson;
import io.taskledger.events.codec.EventType;
import io.taskledger.events.task.TaskEvent;
import io.taskledger.events.task.TaskId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What happened to tasks before, as the event store has it. */
@Component
public class TaskHistory {
  /** The field that stands for the trash. */
  public static final String TRASH = "deletedAt";

  private static final String EVENTS =
      """
      select event_identifier, aggregate_identifier, sequence_number, payload_type,
             payload_revision, payload
      from domain_event
      where type = 'Task'
      """;

  // Walks back from the newest event and stops at the first that touches the field, so that a long
  // history is not read into memory.
  private static final String LAST_CHANGES =
      """
      select field, later.*
      from unnest(?::text[]) as field cross join lateral (
        select event_identifier, payload_type, sequence_number, time_stamp
        from domain_event
        where type = 'Task' and aggregate_identifier = ? and sequence_number >= ?
          and case
            when field = 'deletedAt' then payload_type in ('TaskDeleted', 'TaskRestored')
            when payload_type = 'TaskUpdated' then jsonb_exists(payload::jsonb -> 'changes', field)
            else field = 'status' and payload_type = 'TaskCompleted'
          end
        order by sequence_number desc
        limit 1) as later
      """;

  private final JdbcClient jdbc;

  TaskHistory(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** An event of a task. */
  public Optional<RecordedTaskEvent> event(TaskId taskId, UUID eventId) {
    return jdbc.sql(EVENTS + " and aggregate_identifier = ? and event_identifier = ?")
        .param(taskId.value())
        .param(eventId)
        .query((row, n) -> recorded(row))
        .optional();
  }

  /** For each field the last change of it after a version. */
  public List<Conflict> lastChanges(TaskId taskId, long afterVersion, Set<String> fields) {
    return jdbc.sql(LAST_CHANGES)
        .param(fields.toArray(String[]::new))
        .param(taskId.value())
        .param(afterVersion)
        .query((row, n) -> new Conflict(row.getString("field"), laterChange(row)))
        .list();
  }

  /** The events in other tasks that an event led to, oldest first. */
  public List<RecordedTaskEvent> causedBy(UUID eventId, TaskId taskId) {
    return jdbc.sql(
            EVENTS
                + """
                 and meta_data like '%"causationId"%' and meta_data::jsonb ->> 'causationId' = ?
                 and aggregate_identifier <> ?
                 order by global_index
                """)
        .param(eventId.toString())
        .param(taskId.value())
        .query((row, n) -> recorded(row))
        .list();
  }

  /** The task that was created as the next occurrence of a task when that was completed. */
  public Optional<TaskId> nextOccurrenceOf(TaskId taskId) {
    List<String> completions =
        jdbc.sql(
                """
                select event_identifier::text from domain_event
                where aggregate_identifier = ? and type = 'Task' and payload_type = 'TaskCompleted'
                """)
            .param(taskId.value())
            .query(String.class)
            .list();
    return jdbc.sql(
            """
            select aggregate_identifier from domain_event
            where meta_data like '%"causationId"%'
              and meta_data::jsonb ->> 'causationId' = any (?)
              and type = 'Task' and payload_type = 'TaskCreated'
            order by global_index desc
            limit 1
            """)
        .param(completions.toArray(String[]::new))
        .query((row, n) -> new TaskId(row.getObject(1, UUID.class)))
        .optional();
  }

  /** Those of the tasks that were created as the next occurrence of another one of them. */
  public Set<TaskId> nextOccurrencesAmong(Collection<TaskId> tasks) {
    UUID[] ids = tasks.stream().map(TaskId::value).toArray(UUID[]::new);
    return jdbc.sql(
            """
            select next.aggregate_identifier
            from domain_event as next
            where next.aggregate_identifier = any (?) and next.sequence_number = 0
              and next.type = 'Task' and next.meta_data like '%"causationId"%'
              and next.meta_data::jsonb ->> 'causationId' in (
                select completion.event_identifier::text from domain_event as completion
                where completion.aggregate_identifier = any (?) and completion.type = 'Task'
                  and completion.payload_type = 'TaskCompleted')
            """)
        .param(ids)
        .param(ids)
        .query((row, n) -> new TaskId(row.getObject(1, UUID.class)))
        .set();
  }

  private static LaterChange laterChange(ResultSet row) throws SQLException {
    return new LaterChange(
        row.getObject("event_identifier", UUID.class).toString(),
        row.getString("payload_type"),
        row.getLong("sequence_number") + 1,
        row.getObject("time_stamp", OffsetDateTime.class).toInstant());
  }

  private static RecordedTaskEvent recorded(ResultSet row) throws SQLException {
    EventType type = EventType.named(row.getString("payload_type")).orElseThrow();
    return new RecordedTaskEvent(
        row.getObject("event_identifier", UUID.class),
        new TaskId(row.getObject("aggregate_identifier", UUID.class)),
        row.getLong("sequence_number") + 1,
        (TaskEvent)
            EventJson.read(type, row.getString("payload_revision"), row.getString("payload")));
  }
}
