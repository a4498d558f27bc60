package io.taskledger.command.task;

import io.taskledger.events.task.TaskEvent;
import io.taskledger.events.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** What was written before, of a task and of others: a decision may look it up. */
interface Ledger {
  /** Another task as it is now. */
  record Known(TaskState state, long version) {}

  /**
   * An event of the past.
   *
   * @param version how many events its task had with it
   */
  record Past(UUID eventId, TaskId taskId, long version, Instant at, TaskEvent event) {}

  /** Another task, not held for a change; empty when there is none. */
  Optional<Known> task(TaskId taskId);

  /** An event of a task. */
  Optional<Past> event(TaskId taskId, UUID eventId);

  /** What happened to a task after a version, oldest first. */
  List<Past> after(TaskId taskId, long version);

  /** What came of an event in other tasks. */
  List<Past> causedBy(UUID eventId, TaskId taskId);

  /** Changes another task in the unit of work of this command: both are stored, or neither. */
  void change(TaskId taskId, Consumer<Task> change);
}
