package io.taskledger.command.platform.http;

import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks up where changes are in the event store. */
@Component
class StoredPositions {
  private final JdbcClient jdbc;

  StoredPositions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The positions of the first and the last of some events. */
  record Range(long first, long last) {}

  /**
   * The range of the events that gave tasks these versions.
   *
   * @param versions by task, not empty
   */
  Range of(Map<UUID, Long> versions) {
    return jdbc.sql(
            """
            select min(event.global_index) as first, max(event.global_index) as last
            from unnest(?::uuid[], ?::bigint[]) as changed (task_id, version)
              join domain_event as event
                on event.aggregate_identifier = changed.task_id
                  and event.sequence_number = changed.version - 1 and event.type = 'Task'
            """)
        .param(versions.keySet().toArray(UUID[]::new))
        .param(versions.values().toArray(Long[]::new))
        .query(Range.class)
        .single();
  }
}
