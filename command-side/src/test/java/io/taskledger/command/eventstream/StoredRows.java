package io.taskledger.command.eventstream;

import io.taskledger.command.testing.CommandSide;
import java.util.Objects;

/** Writes events past the service, as other versions of it might have. */
record StoredRows(CommandSide service) {
  private static final String INSERT =
      """
      with head as (
        update command_side.event_head set position = position + %1$d
        returning position - %1$d as before
      )
      insert into command_side.domain_event
      select before + n, uuidv7(), a, 0, 'Task', date_trunc('milliseconds', now()), ?, ?,
             replace(?, '$task', a::text), '{"actorKind":"system"}'
      from head, generate_series(1, %1$d) n, lateral (select uuidv7() as a where n > 0) aggregate
      """;

  /** Stores events of that many tasks; {@code $task} in the payload stands for the task. */
  void add(int count, String type, String revision, String payload) {
    service.store().update(INSERT.formatted(count), type, revision, payload);
  }

  /** The payload of the event at a position, as it lies there. */
  String payload(long position) {
    return Objects.requireNonNull(
        service
            .store()
            .queryForObject(
                "select payload from command_side.domain_event where global_index = ?",
                String.class,
                position));
  }
}
