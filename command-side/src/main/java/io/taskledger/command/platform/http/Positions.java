package io.taskledger.command.platform.http;

import io.taskledger.events.user.UserId;
import io.taskledger.web.PositionToken;
import io.taskledger.web.PositionTokens;
import io.taskledger.web.security.ServiceTokens;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes the position tokens with which reads include what a command changed. */
@Component
class Positions {
  private final PositionTokens tokens;
  private final JdbcClient jdbc;

  Positions(ServiceTokens secrets, JdbcClient jdbc) {
    this.tokens = new PositionTokens(secrets.accepted());
    this.jdbc = jdbc;
  }

  /**
   * A token that includes these versions of tasks.
   *
   * @param caller who changed them
   * @param versions by task, not empty
   */
  String token(UserId caller, Map<UUID, Long> versions) {
    return versions.size() <= PositionTokens.MOST_NAMED
        ? tokens.issue(versions)
        : tokens.issue(range(caller, versions));
  }

  private PositionToken.Range range(UserId caller, Map<UUID, Long> versions) {
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
        .query(
            (row, number) ->
                new PositionToken.Range(caller.value(), row.getLong("first"), row.getLong("last")))
        .single();
  }
}
