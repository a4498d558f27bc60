package io.taskledger.events.task;

import io.taskledger.events.DomainEvent;
import io.taskledger.events.user.UserId;
import java.util.UUID;

/** What can happen to a task. */
public sealed interface TaskEvent extends DomainEvent
    permits TaskCreated, TaskUpdated, TaskCompleted, TaskDeleted, TaskRestored {
  /** The task's owner, whoever did it. */
  UserId userId();

  /** The task that it happened to. */
  TaskId taskId();

  @Override
  default UUID streamId() {
    return taskId().value();
  }
}
