package io.taskledger.command.history;

import io.taskledger.events.task.TaskEvent;
import io.taskledger.events.task.TaskId;
import java.util.UUID;

/**
 * An event that is in the store.
 *
 * @param version how many events its task had with it
 */
public record RecordedTaskEvent(UUID eventId, TaskId taskId, long version, TaskEvent event) {}
