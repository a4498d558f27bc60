package io.taskledger.verification.bench.rebuild;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Writes a long history into an event store that is not in use, as command-side would have written
 * it: a quarter of the events creates tasks, the others change, rename and complete them, a
 * thousand tasks apart.
 */
record LongHistory(long events) {
  private static final String HISTORY =
      """
      insert into command_side.domain_event (global_index, event_identifier, aggregate_identifier, sequence_number,
        type, time_stamp, payload_type, payload_revision, payload, meta_data)
      select p.position + row_number() over (order by step * 1000 + task %% 1000 + task / 1000 * 4000, task),
        gen_random_uuid(), md5('task' || task)::uuid, step, 'Task',
        now() - interval '90 days' + (task * 20 + step) * interval '1 second',
        (array['TaskCreated', 'TaskUpdated', 'TaskUpdated', 'TaskCompleted'])[step + 1],
        (array['2', '1', '1', '1'])[step + 1],
        case step
          when 0 then json_build_object('userId', md5('user' || task %% 1000)::uuid,
            'taskId', md5('task' || task)::uuid, 'title', 'Write chapter ' || task || ' of the quarterly report',
            'description', 'Collect the figures from the departments and write the summary of what has changed',
            'priority', 'LOW', 'dueDate', (extract(epoch from now()) * 1000)::bigint + task * 1000,
            'categoryId', 'work', 'tags', json_build_array('report', 'q' || task %% 4),
            'reminders', json_build_array('PT1H'))
          when 1 then json_build_object('userId', md5('user' || task %% 1000)::uuid,
            'taskId', md5('task' || task)::uuid, 'changes', json_build_object('priority', 'HIGH'),
            'previousValues', json_build_object('priority', 'LOW'))
          when 2 then json_build_object('userId', md5('user' || task %% 1000)::uuid,
            'taskId', md5('task' || task)::uuid,
            'changes', json_build_object('title', 'Review chapter ' || task || ' of the report'),
            'previousValues', json_build_object('title', 'Write chapter ' || task || ' of the quarterly report'))
          else json_build_object('userId', md5('user' || task %% 1000)::uuid,
            'taskId', md5('task' || task)::uuid,
            'completedAt', (extract(epoch from now()) * 1000)::bigint - task * 1000, 'timeToComplete', 3000)
        end::text,
        json_build_object('actor', md5('user' || task %% 1000)::uuid, 'actorKind', 'user',
          'correlationId', gen_random_uuid(), 'traceparent', '00-' || md5(task::text) || '-00f067aa0ba902b7-01')::text
      from generate_series(0, %d - 1) task, generate_series(0, 3) step,
        (select coalesce(max(global_index), 0) as position from command_side.domain_event) p
      """;

  /** Writes the events; the relay will take them for published. */
  void write(Connection database) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute("set synchronous_commit = off");
      statement.execute(HISTORY.formatted(events / 4));
      statement.execute(
          """
          update command_side.event_head set position = (select max(global_index) from command_side.domain_event)
          """);
      statement.execute(
          """
          update command_side.token_entry
          set token = convert_to(regexp_replace(convert_from(token, 'UTF8'), '[0-9]+',
            (select position from command_side.event_head)::text), 'UTF8')
          """);
      statement.execute("vacuum analyze command_side.domain_event");
      statement.execute("checkpoint");
    }
  }

  /** What the relay has noted, for a look. */
  static String tokens(Connection database) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet found =
            statement.executeQuery(
                """
                select string_agg(processor_name || ' ' || token_type || ' ' || convert_from(token, 'UTF8'), '; ')
                from command_side.token_entry
                """)) {
      return found.next() ? String.valueOf(found.getString(1)) : "";
    }
  }
}
