package io.taskledger.command.task.past;

import io.taskledger.events.task.TaskEvent;
import io.taskledger.events.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What was written before, of a task and of others: a decision may look it up. */
public interface Ledger {
  /**
   * An event of the past.
   *
   * @param version how many events its task had with it
   */
  record Past(UUID eventId, TaskId taskId, long version, Instant at, TaskEvent event) {}

  /** An event of a task. */
  Optional<Past> event(TaskId taskId, UUID eventId);

  /** What happened to a task after a version, oldest first. */
  List<Past> after(TaskId taskId, long version);

  /** What came of an event in other tasks. */
  List<Past> causedBy(UUID eventId, TaskId taskId);
}
